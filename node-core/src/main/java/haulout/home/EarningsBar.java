// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What an epoch brought, or the epochs of a day that is long over.
///
/// @param epoch the first
/// @param last the last one; the same for a single epoch
/// @param storing FROST
/// @param commission FROST kept from those who stake on this node
/// @param isAfterGap whether nobody knows what came right before it
/// @param mark what explains it
public record EarningsBar(
        long epoch,
        long last,
        Instant start,
        long storing,
        long commission,
        boolean isFinal,
        boolean isAfterGap,
        Optional<Sentence> mark) {
    public EarningsBar {
        Objects.requireNonNull(start);
        Objects.requireNonNull(mark);
    }
}
