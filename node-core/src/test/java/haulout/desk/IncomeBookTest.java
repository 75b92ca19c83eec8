// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.network.StakeView;
import haulout.store.IncomeRow;
import haulout.store.sqlite.SqliteHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomeBookTest {
    private static final int A_DAY = 144;

    @TempDir private Path folder;

    private final TestLedger ledger = new TestLedger();
    private SqliteHistory history;
    private IncomeBook book;

    @BeforeEach
    void open() throws Exception {
        history =
                SqliteHistory.open(
                        folder.resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().start(task));
        book = another();
        ledger.stakes.add(
                TestLedger.stake(TestLedger.OWNER, 1, 400, 100, 1, 99, StakeView.Exit.REQUEST));
        ledger.stakes.add(
                TestLedger.stake(TestLedger.OTHER, 2, 500, 0, 1, 99, StakeView.Exit.REQUEST));
    }

    @AfterEach
    void close() {
        history.close();
    }

    /// One that knows nothing but what is kept.
    private IncomeBook another() {
        return new IncomeBook(ledger, TestLedger.SELF, history, ZoneOffset.UTC);
    }

    private List<IncomeRow> look() throws Exception {
        return book.look(ledger.begun);
    }

    private static long sum(List<IncomeRow> rows) {
        return rows.stream().mapToLong(row -> row.storing() + row.commission()).sum();
    }

    @Test
    void ofWhatTheStakersGetTheOwnerHasThePartOfTheOwnersStake() throws Exception {
        // of the hundred that is not commission 500 parts of 1000
        ledger.end(110, 10);
        IncomeRow row = look().getFirst();
        assertEquals(50, row.storing());
        assertEquals(10, row.commission());
        assertFalse(row.isEstimated() || row.isAfterGap());
        assertEquals(ledger.begun.minus(ledger.length), row.start());
    }

    @Test
    void whoHadNotEarnedYetOrNoMoreHasNoPart() throws Exception {
        ledger.stakes.add(
                TestLedger.stake(TestLedger.OTHER, 3, 9000, 0, 2, 99, StakeView.Exit.REQUEST));
        ledger.stakes.add(
                TestLedger.stake(TestLedger.OTHER, 4, 9000, 0, 1, 1, StakeView.Exit.WITHDRAW));
        ledger.end(110, 10);
        assertEquals(50, look().getFirst().storing());
    }

    @Test
    void whatWasNotedIsNotWrittenOverWhenTheStakeChanges() throws Exception {
        ledger.end(110, 10);
        look();
        ledger.stakes.clear();
        ledger.end(110, 10);
        assertEquals(List.of(50L, 0L), look().stream().map(IncomeRow::storing).toList());
        assertEquals(look(), another().look(ledger.begun));
    }

    @Test
    void whatTheLedgerForgetsIsNotForgotten() throws Exception {
        long expected = 0;
        for (int i = 0; i < 20 * A_DAY; i++) {
            ledger.end(110, 10);
            if (ledger.rewards.size() > 400) {
                ledger.rewards.removeFirst();
            }
            expected += 60;
            if (i % 7 == 0) {
                assertEquals(expected, sum(look()));
            }
        }
        List<IncomeRow> rows = look();
        assertEquals(expected, sum(rows));
        assertEquals(rows, another().look(ledger.begun));
        // days for what is long over, single periods for the last ones
        assertTrue(rows.size() <= 9 * A_DAY + 12, rows.size() + " rows");
        assertEquals(
                Duration.ofDays(1),
                Duration.between(rows.getFirst().start(), rows.getFirst().end()));
        for (int i = 1; i < rows.size(); i++) {
            assertEquals(rows.get(i - 1).last() + 1, rows.get(i).first());
            assertEquals(rows.get(i - 1).end(), rows.get(i).start());
        }
    }

    @Test
    void shortPeriodsDoNotFillIt() throws Exception {
        ledger.length = Duration.ofSeconds(60);
        for (int i = 0; i < 5 * 1440; i++) {
            ledger.end(110, 10);
        }
        List<IncomeRow> rows = look();
        assertTrue(rows.size() <= IncomeBook.MAX_SINGLE + 5, rows.size() + " rows");
        // only so many are asked for at once; what came before them is not known
        assertEquals(60L * 5000, sum(rows));
        assertTrue(rows.getFirst().isAfterGap());
    }

    @Test
    void whatEndedWhileNobodyNotedItIsTakenOverAndSaidToBeEstimated() throws Exception {
        for (int i = 0; i < 5; i++) {
            ledger.end(110, 10);
        }
        assertEquals(
                List.of(true, true, true, true, false),
                look().stream().map(IncomeRow::isEstimated).toList());
        for (int i = 0; i < 5; i++) {
            ledger.end(110, 10);
        }
        ledger.rewards.subList(0, 8).clear(); // those are lost
        List<IncomeRow> rows = look();
        assertEquals(List.of(9L, 10L), rows.subList(5, 7).stream().map(IncomeRow::first).toList());
        assertTrue(rows.get(5).isAfterGap());
        assertFalse(rows.get(6).isAfterGap());
    }

    @Test
    void anotherNetworkInTheSameHomeGoesOnInTheSameBook() throws Exception {
        for (int i = 0; i < 3; i++) {
            ledger.end(110, 10);
            look();
        }
        ledger.rewards.clear();
        ledger.epoch = 1;
        ledger.end(110, 10);
        assertEquals(4, look().size());
        assertFalse(look().getLast().isAfterGap());
        ledger.end(110, 10);
        assertEquals(List.of(1L, 2L, 3L, 1L, 2L), look().stream().map(IncomeRow::first).toList());
    }

    @Test
    void aPeriodWhoseRewardIsNotKnownYetIsLookedForAgain() throws Exception {
        ledger.end(110, 10);
        look();
        ledger.end(110, 10);
        var last = ledger.rewards.removeLast();
        assertEquals(1, look().size());
        ledger.rewards.add(last);
        assertEquals(2, look().size());
    }

    @Test
    void aClockThatIsSetBackCountsNothingTwice() throws Exception {
        ledger.end(110, 10);
        look();
        ledger.begun = Instant.parse("2026-10-31T20:00:00Z");
        for (int i = 0; i < 3; i++) {
            ledger.end(110, 10);
            look();
        }
        assertEquals(4 * 60, sum(look()));
        assertEquals(4 * 60, sum(another().look(ledger.begun)));
        ledger.begun = Instant.parse("2026-12-01T00:00:00Z");
        ledger.end(110, 10);
        assertEquals(5 * 60, sum(look()));
        assertEquals(look(), another().look(ledger.begun));
    }
}
