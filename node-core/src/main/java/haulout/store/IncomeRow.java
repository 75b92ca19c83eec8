// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.Objects;

/// What a period brought the owner, or several together, as it was noted when it ended. Amounts are
/// in FROST.
///
/// @param first the first period
/// @param last the last one; the same for a single period
/// @param start when the first one began
/// @param end when the last one ended
/// @param storing the part of the owner's own stake
/// @param commission kept from those who stake on the node
/// @param isEstimated whether it was noted late, by the stake of a later period
/// @param isAfterGap whether nobody knows what came right before it
public record IncomeRow(
        long first,
        long last,
        Instant start,
        Instant end,
        long storing,
        long commission,
        boolean isEstimated,
        boolean isAfterGap) {
    public IncomeRow {
        Objects.requireNonNull(start);
        Objects.requireNonNull(end);
    }
}
