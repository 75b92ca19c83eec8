// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.EpochView;
import java.time.Instant;
import java.util.Optional;

/// When epochs begin, as far as that can be said.
///
/// @param now where the ledger stands
record EpochDates(EpochView now) {
    /// When an epoch begins or began; for a later one by the length of the present ones.
    Optional<Instant> start(long epoch) {
        return now.change()
                .map(next -> next.plus(now.length().multipliedBy(epoch - now.epoch() - 1)));
    }
}
