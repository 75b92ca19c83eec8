// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.NodeId;
import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Payout;
import haulout.network.AccountView;
import haulout.network.PoolView;
import haulout.network.StakeView;
import haulout.store.IncomeRow;
import haulout.store.PaidOut;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What the owner's node brings, made of what was noted of each period.
final class Income {
    /// Days without which nothing is expected.
    static final int LEAST_DAYS = 7;

    /// Days that an expectation looks back.
    static final int DAYS = 30;

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final ZoneId zone;
    private List<IncomeRow> barsOf = List.of();
    private List<EarningsBar> bars = List.of();

    Income(ZoneId zone) {
        this.zone = zone;
    }

    /// @param rows oldest first
    /// @param payouts newest first, all of them
    EarningsReport report(
            NodeId self,
            Optional<PoolView> pool,
            AccountView account,
            List<IncomeRow> rows,
            List<PaidOut> payouts,
            Instant now) {
        List<EarningsBar> bars = bars(rows);
        NavigableMap<LocalDate, Long> days = days(bars);
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<EarningsReport.Range> expected = expected(days, today);
        long ofStakes =
                account.stakes().stream()
                        .filter(stake -> stake.node().equals(self))
                        .mapToLong(StakeView::earned)
                        .sum();
        return new EarningsReport(
                Figure.confirmed(payouts.stream().mapToLong(PaidOut::frost).sum(), now),
                known(pool.map(one -> one.commission() + ofStakes), now),
                known(pool.map(PoolView::collectable), now),
                since(rows, today, now),
                since(rows, today.withDayOfMonth(1), now),
                expected,
                expected.isPresent()
                        ? Sentence.of("earnings.basis", new Term.Count(days.size()))
                        : Sentence.of("earnings.no-basis"),
                bars,
                payouts.stream()
                        .map(one -> new Payout(one.at(), one.frost(), Payouts.receipt(one)))
                        .toList());
    }

    private static Figure<Long> known(Optional<Long> frost, Instant now) {
        return frost.map(one -> Figure.confirmed(one, now)).orElse(Figure.unknown());
    }

    /// What came since the beginning of a day; not confirmed if some of it is not known for sure.
    private Figure<Long> since(List<IncomeRow> rows, LocalDate day, Instant now) {
        if (rows.isEmpty()) {
            return Figure.unknown();
        }
        Instant from = day.atStartOfDay(zone).toInstant();
        long sum = 0;
        boolean isSure = true;
        for (IncomeRow row : rows) {
            if (!row.start().isBefore(from)) {
                sum += row.storing() + row.commission();
                isSure = isSure && !row.isEstimated() && !row.isAfterGap();
            }
        }
        return isSure ? Figure.confirmed(sum, now) : Figure.estimated(sum, now);
    }

    // asked every second, while rows change with the period
    private synchronized List<EarningsBar> bars(List<IncomeRow> rows) {
        if (!rows.equals(barsOf)) {
            barsOf = rows;
            bars = rows.stream().map(Income::bar).toList();
        }
        return bars;
    }

    private static EarningsBar bar(IncomeRow row) {
        return new EarningsBar(
                row.first(),
                row.last(),
                row.start(),
                row.storing(),
                row.commission(),
                true,
                row.isAfterGap(),
                Optional.empty());
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
