// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.StakeReport;
import haulout.home.StakingReport;
import haulout.network.EpochView;
import haulout.network.StakeView;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StakesTest {
    private final TestLedger ledger = new TestLedger();

    private StakingReport report() {
        return new Stakes(ledger, TestLedger.SELF)
                .report(ledger.account(), Set.of(), ledger.begun.plusSeconds(60));
    }

    private StakeReport only(long activation, long leaving, StakeView.Exit exit) {
        ledger.stakes.add(TestLedger.stake(TestLedger.OWNER, 1, 400, 0, activation, leaving, exit));
        return report().stakes().getFirst();
    }

    @Test
    void aFreshStakeWaitsAndCanBeTakenOutAtOnceUntilTheSelection() {
        StakeReport fresh = only(2, 1, StakeView.Exit.WITHDRAW);
        assertEquals(StakeReport.Step.WAITING, fresh.step());
        assertTrue(fresh.isReady());
        assertEquals(ledger.epoch().selection(), fresh.cutOff());
        assertEquals(Optional.of(ledger.begun.plus(ledger.length)), fresh.since());
    }

    @Test
    void oneThatCameAfterTheSelectionCanBeTakenOutUntilTheNext() {
        ledger.phase = EpochView.Phase.SELECTED;
        StakeReport fresh = only(3, 1, StakeView.Exit.WITHDRAW);
        assertTrue(fresh.isReady());
        assertEquals(
                Optional.of(ledger.begun.plus(ledger.length).plus(ledger.length.dividedBy(2))),
                fresh.cutOff());
    }

    @Test
    void oneThatWasSelectedHasToBeAskedFor() {
        ledger.phase = EpochView.Phase.SELECTED;
        StakeReport waiting = only(2, 3, StakeView.Exit.REQUEST);
        assertEquals(StakeReport.Step.WAITING, waiting.step());
        assertFalse(waiting.isReady());
    }

    @Test
    void oneThatWasAskedForIsReadyWhenItsTimeHasCome() {
        ledger.epoch = 5;
        assertEquals(StakeReport.Step.LEAVING, only(1, 6, StakeView.Exit.WAIT).step());
        ledger.stakes.clear();
        StakeReport ready = only(1, 5, StakeView.Exit.WITHDRAW);
        assertEquals(StakeReport.Step.READY, ready.step());
        assertTrue(ready.isReady());
    }

    @Test
    void whileShardsMoveTheDatesGoOnFromTheEndOfTheLastEpoch() {
        ledger.end(110, 10);
        Instant change = ledger.begun;
        ledger.phase = EpochView.Phase.SYNCING;
        EpochDates dates = EpochDates.of(ledger, change.plusSeconds(30));
        assertEquals(change, dates.start(2));
        assertEquals(change.plus(ledger.length), dates.start(3));
        assertEquals(change.minus(ledger.length), dates.start(1));
        ledger.phase = EpochView.Phase.RUNNING;
        assertEquals(dates.start(7), EpochDates.of(ledger, change).start(7));
        // at the very first epoch nothing is known but that it is now
        ledger.rewards.clear();
        ledger.epoch = 1;
        ledger.phase = EpochView.Phase.SYNCING;
        assertEquals(change, EpochDates.of(ledger, change).start(1));
    }
}
