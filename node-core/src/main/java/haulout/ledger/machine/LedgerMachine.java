// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.hash.Blake2b256;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;

/// A ledger: a function of its rules and of the commands that it was given, in their order.
///
/// It reads no clock, no randomness and no files: two machines with the same rules and commands are
/// in the same state, to the byte. A command is carried out as a whole or not at all. Used by one
/// thread at a time. Checking what nodes signed runs in native code for about a millisecond.
public final class LedgerMachine {
    private final LedgerRules rules;
    private final LedgerState state;
    private final ObjectIdRule ids;

    /// A new ledger: no money, no nodes, epoch 0.
    public LedgerMachine(LedgerRules rules) {
        this(rules, ObjectIdRule.of(rules.ledgerId()));
    }

    LedgerMachine(LedgerRules rules, ObjectIdRule ids) {
        this(rules, new LedgerState(rules), ids);
    }

    private LedgerMachine(LedgerRules rules, LedgerState state, ObjectIdRule ids) {
        this.rules = rules;
        this.state = state;
        this.ids = ids;
    }

    /// The ledger that [#snapshot] was taken of.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static LedgerMachine restore(byte[] snapshot) throws WireFormatException {
        StateReader.Loaded loaded = StateReader.read(snapshot);
        return new LedgerMachine(
                loaded.rules(), loaded.state(), ObjectIdRule.of(loaded.rules().ledgerId()));
    }

    /// What never changes.
    public LedgerRules rules() {
        return rules;
    }

    /// Carries out a command, or refuses it.
    ///
    /// @param nowMillis when it came, in milliseconds since 1970, not before the last one
    /// @param sender whose authority it has; the caller has made sure of that
    public Outcome apply(long nowMillis, AccountAddress sender, LedgerCommand command) {
        int mark = state.undo.mark();
        try {
            LedgerClock before = state.clock.get();
            AbortException.require(
                    nowMillis >= before.lastMillis(), LedgerFault.LEDGER_TIME_WENT_BACKWARDS);
            Execution run = new Execution(rules, ids, state, nowMillis, sender);
            CommandResult result = dispatch(run, command);
            state.clock.set(state.clock.get().afterCommand(nowMillis, run.events().size()));
            return new Outcome.Applied(before.commandCount(), result, run.events());
        } catch (AbortException e) {
            state.undo.rollBackTo(mark);
            return new Outcome.Refused(e.fault());
        } catch (RuntimeException | Error e) {
            state.undo.rollBackTo(mark);
            throw e;
        }
    }

    private static CommandResult dispatch(Execution run, LedgerCommand command)
            throws AbortException {
        return switch (command) {
            case AccountCommand account -> AccountCommands.run(run, account);
            case NodeCommand node -> NodeCommands.run(run, node);
            case StakeCommand stake -> StakeCommands.run(run, stake);
            case EpochCommand epoch -> EpochCommands.run(run, epoch);
            case SpaceCommand space -> SpaceCommands.run(run, space);
            case BlobCommand blob -> BlobCommands.run(run, blob);
            case StatementCommand statement -> StatementCommands.run(run, statement);
            case PenaltyCommand penalty -> PenaltyCommands.run(run, penalty);
            case SubsidyCommand subsidy -> SubsidyCommands.run(run, subsidy);
        };
    }

    /// A moment to go back to with [#rollBackTo], until the next [#settle].
    public int mark() {
        return state.undo.mark();
    }

    /// Takes back all commands since a moment, as when they could not be written down.
    public void rollBackTo(int mark) {
        state.undo.rollBackTo(mark);
    }

    /// Makes all commands so far final. Until then each keeps in memory how to take it back.
    public void settle() {
        state.undo.clear();
    }

    /// The whole ledger as bytes.
    public byte[] snapshot() {
        return StateWriter.write(rules, state);
    }

    /// Hash of [#snapshot]: equal for equal ledgers.
    public Hash32 stateHash() {
        return Hash32.of(Blake2b256.hash(snapshot()));
    }

    /// Checks that no money was lost or made, and all else that has to hold.
    ///
    /// @throws IllegalStateException if something does not: then the ledger must not go on
    public void check() {
        new Invariants(rules, state).check();
    }

    /// What it knows.
    public LedgerView view() {
        return new LedgerView(rules, state);
    }

    LedgerState state() {
        return state;
    }
}
