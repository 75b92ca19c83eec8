// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Instant;
import java.util.Objects;

/// Money collected.
///
/// @param receipt what to look it up by
public record Payout(Instant at, long frost, String receipt) {
    public Payout {
        Objects.requireNonNull(at);
        Objects.requireNonNull(receipt);
    }
}
