// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.status.AlertReport;
import haulout.status.AlertStarts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.status.Surface;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a node is that is being started, or that could not be.
final class Idle {
    private Idle() {}

    static Surface surface(Phase phase, Instant now, List<AlertReport> found) {
        return StatusFunction.look(
                new Facts(
                        now,
                        phase,
                        Look.never(),
                        true,
                        Optional.empty(),
                        List.of(),
                        NetworkFacts.of(
                                new NetworkFacts.Peers(0, 0, Optional.empty(), Optional.empty())),
                        OwnerFacts.NONE,
                        RestFacts.FREE,
                        found),
                AlertStarts.NONE);
    }
}
