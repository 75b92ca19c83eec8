// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What one epoch brought.
///
/// @param storing FROST
/// @param commission FROST kept from those who stake on this node
/// @param mark what explains it
public record EarningsBar(
        long epoch,
        Instant start,
        long storing,
        long commission,
        boolean isFinal,
        Optional<Sentence> mark) {
    public EarningsBar {
        Objects.requireNonNull(start);
        Objects.requireNonNull(mark);
    }
}
