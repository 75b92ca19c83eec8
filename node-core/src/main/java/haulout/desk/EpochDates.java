// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.EpochRewards;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import java.time.Instant;
import java.util.List;

/// When epochs begin and began, by the length of the present ones.
///
/// @param now where the ledger stands
/// @param begun when its epoch began
record EpochDates(EpochView now, Instant begun) {
    /// The dates of a ledger. While its shards move it does not say when the next epoch begins;
    /// then the end of the last one counts, and at the very first one that it begins now.
    static EpochDates of(LedgerDesk ledger, Instant asked) {
        EpochView now = ledger.epoch();
        Instant begun =
                now.change()
                        .map(next -> next.minus(now.length()))
                        .orElseGet(() -> afterLast(ledger.rewards(1), now, asked));
        return new EpochDates(now, begun);
    }

    private static Instant afterLast(List<EpochRewards> newest, EpochView now, Instant asked) {
        if (newest.isEmpty()) {
            return asked;
        }
        EpochRewards last = newest.getLast();
        return last.ended().plus(now.length().multipliedBy(now.epoch() - last.epoch() - 1));
    }

    /// When an epoch begins or began.
    Instant start(long epoch) {
        return begun.plus(now.length().multipliedBy(epoch - now.epoch()));
    }
}
