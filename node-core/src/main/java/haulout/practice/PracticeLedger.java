// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.ledger.ChainException;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.embedded.EpochDriver;
import haulout.ledger.embedded.Faucet;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerRules;
import haulout.ledger.machine.Outcome;
import haulout.store.sqlite.SqliteLedgerJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ledger of a practice network, in a file, with its faucet and its epochs.
///
/// Threads: any. The epochs are moved on by a thread of its own from [#drive] on.
final class PracticeLedger implements AutoCloseable {
    /// How long the thread of the epochs may take to end.
    private static final Duration STOP_TIME = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(PracticeLedger.class);

    private final SqliteLedgerJournal journal;
    private final EmbeddedLedger ledger;
    private final Faucet faucet;
    private final JumpingClock clock;
    private final RewardBook rewards;
    private final EpochDriver driver;
    private final Thread driving;

    private PracticeLedger(
            SqliteLedgerJournal journal,
            EmbeddedLedger ledger,
            Faucet faucet,
            JumpingClock clock,
            RewardBook rewards) {
        this.journal = journal;
        this.ledger = ledger;
        this.faucet = faucet;
        this.clock = clock;
        this.rewards = rewards;
        this.driver =
                new EpochDriver(
                        ledger,
                        faucet.account(),
                        clock,
                        (epoch, result) -> rewards.note(ledger, epoch, result));
        this.driving = Thread.ofVirtual().name("epochs").unstarted(() -> run());
    }

    /// Opens a ledger, or makes one.
    ///
    /// @param file in a folder that exists
    /// @param rewardFile where it is noted what epochs bring
    /// @param shards number of shards of a new one
    /// @param epoch duration of its epochs
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with this
    static PracticeLedger open(
            Path file,
            Path rewardFile,
            int shards,
            Duration epoch,
            InstantSource time,
            RandomGenerator random)
            throws IOException, InterruptedException {
        SqliteLedgerJournal journal =
                SqliteLedgerJournal.open(
                        file, task -> Thread.ofPlatform().daemon().name("ledger").start(task));
        boolean opened = false;
        try {
            JumpingClock clock = new JumpingClock(time);
            EmbeddedLedger ledger =
                    EmbeddedLedger.open(
                            journal,
                            () ->
                                    LedgerRules.practice(
                                                    number(random),
                                                    new AccountAddress(number(random)),
                                                    clock.millis(),
                                                    epoch.toMillis())
                                            .withShardCount(shards),
                            clock);
            clock.jumpTo(ledger.read(view -> view.clock().lastMillis()));
            Faucet faucet = Faucet.open(ledger);
            RewardBook rewards = RewardBook.open(rewardFile, time);
            opened = true;
            return new PracticeLedger(journal, ledger, faucet, clock, rewards);
        } finally {
            if (!opened) {
                journal.close();
            }
        }
    }

    /// A number that nobody else has.
    static Hash32 number(RandomGenerator random) {
        return new Hash32(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /// Begins to move the epochs on.
    void drive() {
        driving.start();
    }

    private void run() {
        try {
            while (true) {
                try {
                    driver.run();
                } catch (ChainException e) {
                    log.atWarn().setCause(e).log("the epoch could not be moved on");
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the network stops
        }
    }

    /// Ends the epoch now: time jumps to when it would end.
    ///
    /// @throws ChainException if it cannot end yet
    void nextEpoch() throws ChainException, InterruptedException {
        long epoch = ledger.epoch().value();
        long since =
                ledger.read(view ->
                        switch (view.clock().state()) {
                            case EpochState.Syncing _ -> -1L;
                            case EpochState.Done(long at) -> at;
                            case EpochState.Selected(long at) -> at;
                        });
        if (since < 0) {
            throw new ChainException("the epoch began just now, and its shards still move");
        }
        clock.jumpTo(since + ledger.rules().epochMillis());
        driver.step();
        if (ledger.epoch().value() == epoch) {
            throw new ChainException("the epoch could not be ended; try again");
        }
    }

    /// What epochs have brought.
    RewardBook rewards() {
        return rewards;
    }

    /// When a time of the ledger is by the computer's clock.
    Instant toWall(Instant time) {
        return clock.toWall(time);
    }

    EmbeddedLedger ledger() {
        return ledger;
    }

    Faucet faucet() {
        return faucet;
    }

    /// Has a command carried out.
    ///
    /// @throws ChainException if it is refused, as well
    CommandResult require(AccountAddress sender, LedgerCommand command)
            throws ChainException, InterruptedException {
        return switch (ledger.submit(sender, command)) {
            case Outcome.Applied(var _, CommandResult result, var _) -> result;
            case Outcome.Refused(var fault) ->
                    throw new ChainException(command.name() + " refused: " + fault);
        };
    }

    @Override
    public void close() throws IOException {
        driving.interrupt();
        try {
            if (driving.isAlive()) {
                driving.join(STOP_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what follows is short
        }
        ledger.close();
        journal.close();
    }
}
