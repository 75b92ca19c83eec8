// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.NodeId;
import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Payout;
import haulout.network.AccountView;
import haulout.network.EpochRewards;
import haulout.network.PoolView;
import haulout.network.StakeView;
import haulout.store.PaidOut;
import haulout.text.Sentence;
import haulout.text.Term;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What the owner's node brings, made of the ledger's rewards.
final class Income {
    /// Days without which nothing is expected.
    static final int LEAST_DAYS = 7;

    /// Days that an expectation looks back.
    static final int DAYS = 30;

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final ZoneId zone;

    Income(ZoneId zone) {
        this.zone = zone;
    }

    /// @param rewards oldest first
    /// @param payouts newest first, all of them
    EarningsReport report(
            NodeId self,
            Duration epochLength,
            Optional<PoolView> pool,
            AccountView account,
            List<EpochRewards> rewards,
            List<PaidOut> payouts,
            Instant now) {
        List<EarningsBar> bars = new ArrayList<>();
        for (EpochRewards epoch : rewards) {
            epoch.of(self)
                    .ifPresent(
                            entry -> bars.add(bar(epoch, entry, epochLength, pool, account, self)));
        }
        NavigableMap<LocalDate, Long> days = days(bars);
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<EarningsReport.Range> expected = expected(days, today);
        long month =
                days.tailMap(today.withDayOfMonth(1), true).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        long earned =
                pool.map(PoolView::collectable).orElse(0L)
                        + account.stakes().stream()
                                .filter(stake -> stake.node().equals(self))
                                .mapToLong(StakeView::earned)
                                .sum();
        return new EarningsReport(
                Figure.confirmed(payouts.stream().mapToLong(PaidOut::frost).sum(), now),
                pool.isPresent() ? Figure.confirmed(earned, now) : Figure.unknown(),
                bars.isEmpty()
                        ? Figure.unknown()
                        : Figure.confirmed(days.getOrDefault(today, 0L), now),
                bars.isEmpty() ? Figure.unknown() : Figure.confirmed(month, now),
                expected,
                expected.isPresent()
                        ? Sentence.of("earnings.basis", new Term.Count(days.size()))
                        : Sentence.of("earnings.no-basis"),
                bars,
                payouts.stream()
                        .map(one -> new Payout(one.at(), one.frost(), one.receipt()))
                        .toList());
    }

    private static EarningsBar bar(
            EpochRewards epoch,
            EpochRewards.Entry entry,
            Duration length,
            Optional<PoolView> pool,
            AccountView account,
            NodeId self) {
        long forStakers = entry.reward() - entry.commission();
        long own =
                account.stakes().stream()
                        .filter(stake -> stake.node().equals(self))
                        .filter(stake -> stake.activationEpoch() <= epoch.epoch())
                        .mapToLong(stake -> stake.principal() + stake.earned())
                        .sum();
        long all = pool.map(PoolView::activeStake).orElse(0L);
        long mine = all <= 0 ? 0 : share(forStakers, Math.min(own, all), all);
        return new EarningsBar(
                epoch.epoch(),
                epoch.ended().minus(length),
                mine,
                entry.commission(),
                true,
                Optional.empty());
    }

    /// Rounded down, as the ledger does.
    private static long share(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private NavigableMap<LocalDate, Long> days(List<EarningsBar> bars) {
        NavigableMap<LocalDate, Long> days = new TreeMap<>();
        for (EarningsBar bar : bars) {
            days.merge(
                    LocalDate.ofInstant(bar.start(), zone),
                    bar.storing() + bar.commission(),
                    Long::sum);
        }
        return days;
    }

    /// From the 10th to the 90th percentile of what whole days brought, run forward to the end of
    /// the month and added to what it has brought so far.
    private static Optional<EarningsReport.Range> expected(
            NavigableMap<LocalDate, Long> days, LocalDate today) {
        // the first day is seldom whole, and today is not over
        List<Long> whole =
                days.headMap(today, false).tailMap(today.minusDays(DAYS), true).entrySet().stream()
                        .filter(day -> !day.getKey().equals(days.firstKey()))
                        .map(Map.Entry::getValue)
                        .sorted()
                        .toList();
        if (whole.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        long soFar =
                days.subMap(today.withDayOfMonth(1), true, today, false).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        int left = YearMonth.from(today).lengthOfMonth() - today.getDayOfMonth() + 1;
        return Optional.of(
                new EarningsReport.Range(
                        soFar + left * percentile(whole, LOW),
                        soFar + left * percentile(whole, HIGH)));
    }

    private static long percentile(List<Long> sorted, double part) {
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }
}
