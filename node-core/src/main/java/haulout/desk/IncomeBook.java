// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.network.EpochRewards;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.StakeView;
import haulout.store.HistoryStore;
import haulout.store.IncomeRow;
import haulout.store.StoreException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each period brought the owner: noted when it ends, by the stakes of that moment, and never
/// written over. What is long over is kept by the day.
///
/// Threads: any.
final class IncomeBook {
    /// Single periods are kept so long at least, unless there are too many.
    static final Duration SINGLE = Duration.ofDays(8);

    /// More single periods than this are kept for today only.
    static final int MAX_SINGLE = 3_000;

    private static final int MAX_EPOCHS = 5_000;

    private final LedgerDesk ledger;
    private final NodeId self;
    private final HistoryStore history;
    private final ZoneId zone;
    private @Nullable List<IncomeRow> rows;
    private long seen = -1;

    IncomeBook(LedgerDesk ledger, NodeId self, HistoryStore history, ZoneId zone) {
        this.ledger = ledger;
        this.self = self;
        this.history = history;
        this.zone = zone;
    }

    /// Notes what has ended since, and returns all that is kept, oldest first. Cheap while no
    /// period ends.
    synchronized List<IncomeRow> look(Instant now) throws StoreException, InterruptedException {
        List<IncomeRow> kept = rows == null ? history.incomes() : rows;
        EpochView epoch = ledger.epoch();
        // what the last period brought is known a moment after it ended
        boolean isComplete = !kept.isEmpty() && kept.getLast().last() == epoch.epoch() - 1;
        if (seen != epoch.epoch() || !isComplete) {
            List<IncomeRow> ended = ended(kept, epoch);
            if (!ended.isEmpty()) {
                history.addIncomes(ended);
                rows = joined(kept, ended);
                kept = folded(rows, now);
            }
            seen = epoch.epoch();
        }
        rows = kept;
        return kept;
    }

    private static List<IncomeRow> joined(List<IncomeRow> first, List<IncomeRow> second) {
        List<IncomeRow> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private List<IncomeRow> ended(List<IncomeRow> kept, EpochView epoch) {
        // a ledger that is not as far as what is kept is another one, which begins at 1 again
        boolean isSame = !kept.isEmpty() && kept.getLast().last() < epoch.epoch();
        long known = isSame ? kept.getLast().last() : 0;
        List<IncomeRow> found = new ArrayList<>();
        for (EpochRewards rewards : ledger.rewards(MAX_EPOCHS)) {
            if (rewards.epoch() > known) {
                boolean isAfterGap = rewards.epoch() > known + 1;
                rewards.of(self)
                        .ifPresent(entry -> found.add(row(rewards, entry, epoch, isAfterGap)));
                known = rewards.epoch();
            }
        }
        return found;
    }

    private IncomeRow row(
            EpochRewards rewards, EpochRewards.Entry entry, EpochView epoch, boolean isAfterGap) {
        return new IncomeRow(
                rewards.epoch(),
                rewards.epoch(),
                rewards.ended().minus(epoch.length()),
                rewards.ended(),
                ownPart(rewards.epoch(), entry.reward() - entry.commission()),
                entry.commission(),
                rewards.epoch() < epoch.epoch() - 1,
                isAfterGap);
    }

    /// Of what all stakers got, the owner's part; rounded down, as the ledger does.
    private long ownPart(long epoch, long forStakers) {
        AccountAddress owner = ledger.owner();
        BigInteger own = BigInteger.ZERO;
        BigInteger all = BigInteger.ZERO;
        for (StakeView stake : ledger.stakers(self)) {
            if (hasEarned(stake, epoch)) {
                BigInteger worth =
                        BigInteger.valueOf(stake.principal())
                                .add(BigInteger.valueOf(stake.earned()));
                all = all.add(worth);
                own = stake.owner().equals(owner) ? own.add(worth) : own;
            }
        }
        return all.signum() == 0
                ? 0
                : BigInteger.valueOf(forStakers).multiply(own).divide(all).longValueExact();
    }

    private static boolean hasEarned(StakeView stake, long epoch) {
        boolean stays = stake.exit() == StakeView.Exit.REQUEST;
        return stake.activationEpoch() <= epoch && (stays || stake.leavingEpoch() > epoch);
    }

    private List<IncomeRow> folded(List<IncomeRow> all, Instant now)
            throws StoreException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate single = LocalDate.ofInstant(now.minus(SINGLE), zone);
        if (all.size() > MAX_SINGLE) {
            LocalDate newest = day(all.get(all.size() - MAX_SINGLE)).plusDays(1);
            single = newest.isAfter(single) ? newest : single;
        }
        LocalDate from = single.isAfter(today) ? today : single;
        List<IncomeRow> result = new ArrayList<>();
        List<IncomeRow> changed = new ArrayList<>();
        int next = 0;
        while (next < all.size()) {
            int end = next + 1;
            LocalDate day = day(all.get(next));
            while (day.isBefore(from) && end < all.size() && follows(all, end, day)) {
                end++;
            }
            IncomeRow row = together(all.subList(next, end));
            result.add(row);
            if (end > next + 1) {
                changed.add(row);
            }
            next = end;
        }
        if (!changed.isEmpty()) {
            history.foldIncomes(changed);
        }
        return List.copyOf(result);
    }

    // periods of another network, or across a gap, are another row
    private boolean follows(List<IncomeRow> all, int index, LocalDate day) {
        IncomeRow row = all.get(index);
        return day(row).equals(day) && !row.isAfterGap() && row.first() > all.get(index - 1).last();
    }

    private LocalDate day(IncomeRow row) {
        return LocalDate.ofInstant(row.start(), zone);
    }

    private static IncomeRow together(List<IncomeRow> part) {
        IncomeRow first = part.getFirst();
        IncomeRow last = part.getLast();
        return part.size() == 1
                ? first
                : new IncomeRow(
                        first.first(),
                        last.last(),
                        // a clock may have been set meanwhile
                        part.stream().map(IncomeRow::start).min(Instant::compareTo).orElseThrow(),
                        part.stream().map(IncomeRow::end).max(Instant::compareTo).orElseThrow(),
                        part.stream().mapToLong(IncomeRow::storing).reduce(0, Math::addExact),
                        part.stream().mapToLong(IncomeRow::commission).reduce(0, Math::addExact),
                        part.stream().anyMatch(IncomeRow::isEstimated),
                        first.isAfterGap());
    }
}
