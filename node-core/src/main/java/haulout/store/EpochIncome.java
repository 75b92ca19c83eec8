// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.Objects;

/// What an epoch brought.
///
/// @param storing FROST that the owner's own stake on the node earned
/// @param commission FROST kept from others' stakes
public record EpochIncome(long epoch, Instant start, long storing, long commission) {
    public EpochIncome {
        Objects.requireNonNull(start);
    }
}
