// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.AccountAddress;
import haulout.ledger.ChainException;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.EpochCommand;
import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerClock;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerRules;
import haulout.ledger.machine.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Moves the epochs of an embedded ledger on when they are due: ends the voting half-way, and
/// changes the epoch at its end. Anybody may do that; in one process, one does.
public final class EpochDriver {
    /// How long to wait before trying again what was refused, as when nobody has staked yet.
    static final Duration RETRY = Duration.ofSeconds(1);

    /// Longest wait without a look at the clock: while a computer sleeps its waits stand still, and
    /// its clock may be set.
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final EmbeddedLedger ledger;
    private final AccountAddress sender;
    private final InstantSource clock;
    private final EpochListener listener;

    /// Hears of the epochs that this has ended.
    @FunctionalInterface
    public interface EpochListener {
        /// An epoch has ended; called by whoever drives.
        void ended(long epoch, CommandResult.EpochChanged result);
    }

    /// @param sender in whose name; needs no money
    public EpochDriver(EmbeddedLedger ledger, AccountAddress sender, InstantSource clock) {
        this(ledger, sender, clock, (_, _) -> {});
    }

    /// @param sender in whose name; needs no money
    /// @param listener told of ended epochs; must not block for long
    public EpochDriver(
            EmbeddedLedger ledger,
            AccountAddress sender,
            InstantSource clock,
            EpochListener listener) {
        this.listener = listener;
        this.ledger = ledger;
        this.sender = sender;
        this.clock = clock;
    }

    /// Does what is due.
    ///
    /// @return how long until there may be more to do, unless a command comes in between
    public Duration step() throws ChainException, InterruptedException {
        while (true) {
            LedgerClock before = ledger.read(view -> view.clock());
            Optional<Long> due = dueMillis(ledger.rules(), before);
            if (due.isEmpty()) {
                return RETRY;
            }
            long left = due.get() - clock.millis();
            if (left > 0) {
                return Duration.ofMillis(left);
            }
            LedgerCommand command =
                    before.state() instanceof EpochState.Selected
                            ? new EpochCommand.ChangeEpoch()
                            : new EpochCommand.EndVoting();
            if (ledger.submit(sender, command)
                    instanceof Outcome.Applied(var _, CommandResult.EpochChanged changed, var _)) {
                listener.ended(before.epoch(), changed);
            }
            if (ledger.read(view -> view.clock().state()).equals(before.state())) {
                return RETRY;
            }
        }
    }

    /// Does what is due until it is interrupted. Runs on a thread of its own.
    ///
    /// @throws ChainException if the ledger fails; whoever started this decides whether to go on
    public void run() throws ChainException, InterruptedException {
        while (true) {
            long seen = ledger.read(view -> view.clock().commandCount());
            ledger.awaitChange(seen, shortened(step()));
        }
    }

    static Duration shortened(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// When the next step is due, empty while shards move: then the nodes' reports decide.
    static Optional<Long> dueMillis(LedgerRules rules, LedgerClock clock) {
        return switch (clock.state()) {
            case EpochState.Syncing _ -> Optional.empty();
            case EpochState.Done(long since) ->
                    Optional.of(
                            clock.epoch() == 0
                                    ? rules.firstEpochStart()
                                    : since + rules.epochMillis() / 2);
            case EpochState.Selected(long since) ->
                    Optional.of(
                            clock.epoch() == 0
                                    ? rules.firstEpochStart()
                                    : since + rules.epochMillis());
        };
    }
}
