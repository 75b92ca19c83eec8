// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;

/// Money that came to the owner.
///
/// @param receipt what to look it up by
public record Payout(Instant at, long frost, Sentence receipt) {
    public Payout {
        Objects.requireNonNull(at);
        Objects.requireNonNull(receipt);
    }
}
