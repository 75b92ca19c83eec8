// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.OwnFiles;
import haulout.network.OwnNode;
import haulout.status.Surface;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// What a running network offers.
///
/// @param surface how this computer's node is; the same for everybody who asks
/// @param lookNow has every proof looked at, and returns when that has begun
/// @param away how long a node may be silent; empty where a network does not mind
public record NetworkDesks(
        OwnNode node,
        LedgerDesk ledger,
        Neighbourhood neighbourhood,
        OwnFiles files,
        int shards,
        Supplier<Surface> surface,
        Runnable lookNow,
        Optional<AwayTerms> away) {
    /// How long a node may be silent before its record falls.
    ///
    /// @param window within any time of this length
    public record AwayTerms(Duration may, Duration window) {
        public AwayTerms {
            Objects.requireNonNull(may);
            Objects.requireNonNull(window);
        }
    }

    public NetworkDesks {
        Objects.requireNonNull(node);
        Objects.requireNonNull(ledger);
        Objects.requireNonNull(neighbourhood);
        Objects.requireNonNull(files);
        Objects.requireNonNull(surface);
        Objects.requireNonNull(lookNow);
        Objects.requireNonNull(away);
    }
}
