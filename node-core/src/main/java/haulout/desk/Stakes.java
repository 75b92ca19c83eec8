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
        EpochDates dates = new EpochDates(ledger.epoch());
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
        boolean ready = stake.exit() == StakeView.Exit.WITHDRAW && stake.activationEpoch() <= epoch;
        StakeReport.Step step =
                ready
                        ? StakeReport.Step.READY
                        : asked
                                ? StakeReport.Step.LEAVING
                                : stake.activationEpoch() > epoch
                                        ? StakeReport.Step.WAITING
                                        : StakeReport.Step.EARNING;
        Optional<Instant> leaving = dates.start(stake.leavingEpoch());
        boolean open = step == StakeReport.Step.EARNING;
        return new StakeReport(
                stake.id(),
                stake.owner(),
                stake.node(),
                names.getOrDefault(stake.node(), "?"),
                stake.principal(),
                Figure.confirmed(stake.earned(), now),
                step,
                dates.start(stake.activationEpoch()),
                open ? cutOff(dates) : Optional.empty(),
                open || asked ? leaving : Optional.empty(),
                open ? dates.start(stake.leavingEpoch() + 1) : Optional.empty(),
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
                                dates.start(stake.activationEpoch()).orElse(Instant.EPOCH),
                                stake.exit() == StakeView.Exit.WAIT
                                        ? dates.start(stake.leavingEpoch())
                                        : Optional.empty()))
                .toList();
    }
}
