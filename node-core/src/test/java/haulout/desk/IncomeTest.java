// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.network.AccountView;
import haulout.network.PoolView;
import haulout.network.StakeView;
import haulout.store.IncomeRow;
import haulout.store.PaidOut;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final NodeId SELF = new NodeId(new Hash32(1, 2, 3, 4));
    private static final AccountAddress OWNER = new AccountAddress(new Hash32(5, 6, 7, 8));

    private final Income income = new Income(ZoneOffset.UTC);

    private static PoolView pool(long activeStake, long commission, long collectable) {
        return new PoolView(
                SELF,
                "n0",
                OWNER,
                PoolView.Standing.ACTIVE,
                10,
                10,
                activeStake,
                activeStake,
                1000,
                Optional.empty(),
                commission,
                collectable,
                0);
    }

    private static AccountView account(long principal, long earned) {
        StakeView stake =
                new StakeView(
                        new ObjectId(new Hash32(9, 9, 9, 9)),
                        OWNER,
                        SELF,
                        principal,
                        earned,
                        1,
                        2,
                        StakeView.Exit.REQUEST);
        return new AccountView(OWNER, 0, List.of(stake));
    }

    /// Epochs of a day, the last of which ended this midnight.
    private static List<IncomeRow> days(int count, long storing, long commission) {
        List<IncomeRow> all = new ArrayList<>();
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        for (int i = count; i > 0; i--) {
            all.add(
                    new IncomeRow(
                            100 - i,
                            100 - i,
                            midnight.minus(DAY.multipliedBy(i)),
                            midnight.minus(DAY.multipliedBy(i - 1)),
                            storing,
                            commission,
                            false,
                            false));
        }
        return all;
    }

    private EarningsReport report(List<IncomeRow> rows, List<PaidOut> payouts) {
        return income.report(
                SELF, Optional.of(pool(1000, 81, 70)), account(400, 100), rows, payouts, NOON);
    }

    @Test
    void withoutHistoryNothingIsKnownAndNothingIsGuessed() {
        EarningsReport report = report(List.of(), List.of());
        assertTrue(report.today() instanceof Figure.Unknown<Long>);
        assertTrue(report.month() instanceof Figure.Unknown<Long>);
        assertTrue(report.expected().isEmpty());
        assertEquals("earnings.no-basis", report.basis().key());
        assertEquals(Optional.of(181L), report.earned().asOptional());
    }

    @Test
    void whatCanBeCollectedIsWithoutTheLastPeriodAndWhatComesWithAStakeOnly() {
        EarningsReport report = report(List.of(), List.of());
        assertEquals(Optional.of(181L), report.earned().asOptional());
        assertEquals(Optional.of(70L), report.collectable().asOptional());
        EarningsReport without =
                income.report(SELF, Optional.empty(), account(1, 1), List.of(), List.of(), NOON);
        assertTrue(without.collectable() instanceof Figure.Unknown<Long>);
    }

    @Test
    void aMonthOfWhichSomethingIsNotKnownIsNotConfirmed() {
        List<IncomeRow> rows = new ArrayList<>(days(2, 50, 10));
        assertEquals(Figure.confirmed(120L, NOON), report(rows, List.of()).month());
        IncomeRow first = rows.getFirst();
        rows.set(
                0,
                new IncomeRow(
                        first.first(),
                        first.last(),
                        first.start(),
                        first.end(),
                        50,
                        10,
                        false,
                        true));
        assertEquals(Figure.estimated(120L, NOON), report(rows, List.of()).month());
        assertEquals(Figure.confirmed(0L, NOON), report(rows, List.of()).today());
    }

    @Test
    void aReceiptIsASentenceAlsoOneOfTheFirstVersion() {
        EarningsReport report =
                report(
                        List.of(),
                        List.of(
                                new PaidOut(NOON, 1, "epoch 12"),
                                new PaidOut(
                                        NOON,
                                        2,
                                        SentenceFormat.encode(
                                                Sentence.of("payout.reward", new Term.Count(3))))));
        assertEquals(
                Sentence.of("payout.commission", new Term.Count(12)),
                report.payouts().getFirst().receipt());
        assertEquals(
                Sentence.of("payout.reward", new Term.Count(3)),
                report.payouts().getLast().receipt());
    }

    @Test
    void sixWholeDaysAreTooFewToExpectSomethingAndSevenAreEnough() {
        // the first of the days is taken as not whole
        assertTrue(report(days(7, 50, 10), List.of()).expected().isEmpty());
        EarningsReport.Range range = report(days(8, 50, 10), List.of()).expected().orElseThrow();
        // 60 a day: eight days so far, and ten from the 21st to the 30th
        assertEquals(8 * 60 + 10 * 60, range.low());
        assertEquals(range.low(), range.high());
    }

    @Test
    void theThreeSumsAreKeptApart() {
        EarningsReport report =
                report(
                        days(3, 50, 10),
                        List.of(new PaidOut(NOON, 25, "b"), new PaidOut(NOON, 5, "a")));
        assertEquals(Optional.of(30L), report.paid().asOptional());
        assertEquals(Optional.of(181L), report.earned().asOptional());
        assertEquals(Optional.of(180L), report.month().asOptional());
        assertEquals(Optional.of(0L), report.today().asOptional());
    }
}
