// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.home.HomeException;
import haulout.network.StakeView;
import haulout.resources.keep.SettingsFile;
import haulout.store.PaidOut;
import haulout.store.file.SystemFiles;
import haulout.store.sqlite.SqliteHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerStakeDeskTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    @TempDir private Path folder;

    private final TestLedger ledger = new TestLedger();
    private SqliteHistory history;
    private LedgerStakeDesk desk;

    @BeforeEach
    void open() throws Exception {
        history =
                SqliteHistory.open(
                        folder.resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().start(task));
        desk =
                new LedgerStakeDesk(
                        ledger,
                        TestLedger.SELF,
                        new LedgerStakeDesk.Followed(
                                SettingsFile.open(new SystemFiles(), folder, CLOCK)),
                        new Payouts(history, ledger, CLOCK),
                        new Diary(history, CLOCK),
                        new Errands(Runnable::run),
                        CLOCK);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static void await(CompletionStage<Void> done) throws Exception {
        done.toCompletableFuture().get();
    }

    private List<Long> paid() throws Exception {
        return history.payouts(10).stream().map(PaidOut::frost).toList();
    }

    @Test
    void whereThereIsNothingToCollectThatIsSaid() throws Exception {
        ledger.stakes.add(
                TestLedger.stake(TestLedger.OWNER, 1, 400, 100, 1, 2, StakeView.Exit.REQUEST));
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> await(desk.collect()));
        HomeException why = assertInstanceOf(HomeException.class, failure.getCause());
        assertEquals("failure.nothing-to-collect", why.sentence().key());
        assertEquals(List.of(), paid());
    }

    @Test
    void whatIsCollectedIsNotedAsPaid() throws Exception {
        ledger.collectable = 70;
        await(desk.collect());
        assertEquals(List.of(70L), paid());
        assertEquals("payout.commission", Payouts.receipt(history.payouts(1).getFirst()).key());
    }

    @Test
    void theRewardOfAStakeThatIsTakenOutIsNotedAsPaidAndTheStakeIsNot() throws Exception {
        StakeView stake =
                TestLedger.stake(TestLedger.OWNER, 1, 400, 100, 1, 2, StakeView.Exit.WITHDRAW);
        ledger.stakes.add(stake);
        await(desk.withdraw(stake.id()));
        assertEquals(List.of(100L), paid());
        StakeView fresh =
                TestLedger.stake(TestLedger.OWNER, 2, 400, 0, 2, 1, StakeView.Exit.WITHDRAW);
        ledger.stakes.add(fresh);
        await(desk.withdraw(fresh.id()));
        assertEquals(List.of(100L), paid());
    }
}
