// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.home.DelegatorReport;
import haulout.home.Figure;
import haulout.home.OperatorReport;
import haulout.home.StakeReport;
import haulout.home.StakingReport;
import haulout.network.AccountView;
import haulout.network.LedgerDesk;
import haulout.network.PoolView;
import haulout.network.StakeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stakes for people: by the calendar instead of by epochs.
final class Stakes {
    private static final int MAX_DELEGATORS = 1_000;

    private final LedgerDesk ledger;
    private final NodeId self;

    Stakes(LedgerDesk ledger, NodeId self) {
        this.ledger = ledger;
        this.self = self;
    }

    StakingReport report(AccountView own, Set<AccountAddress> followed, Instant now) {
        EpochDates dates = EpochDates.of(ledger, now);
        List<PoolView> pools = ledger.pools();
        Map<NodeId, String> names = new HashMap<>();
        pools.forEach(pool -> names.put(pool.node(), pool.name()));
        List<StakeReport> stakes = new ArrayList<>();
        for (StakeView stake : own.stakes()) {
            stakes.add(stake(stake, names, dates, true, now));
        }
        for (AccountAddress address : followed) {
            for (StakeView stake : ledger.account(address).stakes()) {
                stakes.add(stake(stake, names, dates, false, now));
            }
        }
        return new StakingReport(
                Figure.confirmed(own.balance(), now),
                stakes,
                pools.stream()
                        .map(this::operator)
                        .sorted(Comparator.comparing(OperatorReport::name, Stakes::byNumber))
                        .toList(),
                delegators(dates),
                followed.stream().sorted().toList(),
                Figure.confirmed(now, now));
    }

    /// `n2` before `n10`.
    private static int byNumber(String a, String b) {
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    private StakeReport stake(
            StakeView stake,
            Map<NodeId, String> names,
            EpochDates dates,
            boolean isOwn,
            Instant now) {
        long epoch = dates.now().epoch();
        boolean asked = stake.exit() == StakeView.Exit.WAIT;
        // what nothing was done with yet can be taken out again at once
        boolean ready = stake.exit() == StakeView.Exit.WITHDRAW;
        StakeReport.Step step = StakeReport.Step.EARNING;
        if (asked) {
            step = StakeReport.Step.LEAVING;
        } else if (stake.activationEpoch() > epoch) {
            step = StakeReport.Step.WAITING;
        } else if (ready) {
            step = StakeReport.Step.READY;
        }
        Optional<Instant> leaving = Optional.of(dates.start(stake.leavingEpoch()));
        boolean open = step == StakeReport.Step.EARNING;
        return new StakeReport(
                stake.id(),
                stake.owner(),
                stake.node(),
                names.getOrDefault(stake.node(), "?"),
                stake.principal(),
                Figure.confirmed(stake.earned(), now),
                step,
                Optional.of(dates.start(stake.activationEpoch())),
                open
                        ? cutOff(dates)
                        : ready && step == StakeReport.Step.WAITING
                                ? selection(dates, stake.activationEpoch() - 1)
                                : Optional.empty(),
                open || asked ? leaving : Optional.empty(),
                open ? Optional.of(dates.start(stake.leavingEpoch() + 1)) : Optional.empty(),
                ready,
                isOwn);
    }

    /// The next selection; once it is over, the one of the next epoch.
    private static Optional<Instant> cutOff(EpochDates dates) {
        return dates.now()
                .selection()
                .or(() ->
                        dates.now()
                                .change()
                                .map(change -> change.plus(dates.now().length().dividedBy(2))));
    }

    /// The selection of an epoch that is not over.
    private static Optional<Instant> selection(EpochDates dates, long epoch) {
        return epoch == dates.now().epoch()
                ? dates.now().selection()
                : Optional.of(dates.start(epoch).plus(dates.now().length().dividedBy(2)));
    }

    private OperatorReport operator(PoolView pool) {
        return new OperatorReport(
                pool.node(),
                pool.name(),
                pool.activeStake(),
                pool.shards(),
                pool.commissionBps(),
                pool.nextCommissionBps(),
                Figure.unknown(),
                pool.standing().name().toLowerCase(Locale.ROOT),
                pool.node().equals(self));
    }

    private List<DelegatorReport> delegators(EpochDates dates) {
        return ledger.stakers(self).stream()
                .limit(MAX_DELEGATORS)
                .map(stake ->
                        new DelegatorReport(
                                stake.owner(),
                                stake.principal(),
                                dates.start(stake.activationEpoch()),
                                stake.exit() == StakeView.Exit.WAIT
                                        ? Optional.of(dates.start(stake.leavingEpoch()))
                                        : Optional.empty()))
                .toList();
    }
}
