// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.ObjectId;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.StorageSpace;
import java.util.List;

/// Carries out [SpaceCommand]s.
final class SpaceCommands {
    private SpaceCommands() {}

    static CommandResult run(Execution run, SpaceCommand command) throws AbortException {
        return switch (command) {
            case SpaceCommand.Reserve(long bytes, long epochCount) -> {
                StorageBooks.Purchase purchase =
                        books(run).reserve(bytes, epochCount, run.balance(run.sender()));
                yield bought(
                        run,
                        purchase,
                        new StorageSpace(run.epoch(), run.epoch() + epochCount, bytes));
            }
            case SpaceCommand.ReserveRange(long bytes, long startEpoch, long endEpoch) -> {
                StorageBooks.Purchase purchase =
                        books(run)
                                .reserveRange(
                                        bytes, startEpoch, endEpoch, run.balance(run.sender()));
                long start = Math.max(startEpoch, run.epoch());
                yield bought(run, purchase, new StorageSpace(start, endEpoch, bytes));
            }
            case SpaceCommand.SplitByEpoch(var space, long epoch) ->
                    split(run, space, owned(run, space).space().splitByEpoch(epoch));
            case SpaceCommand.SplitBySize(var space, long kept) ->
                    split(run, space, owned(run, space).space().splitBySize(kept));
            case SpaceCommand.Fuse(var space, var other) -> fuse(run, space, other);
            case SpaceCommand.TransferSpace(var space, var to) -> {
                run.state().spaces.put(space, new SpaceRow(to, owned(run, space).space()));
                yield CommandResult.DONE;
            }
            case SpaceCommand.DestroySpace(var space) -> {
                owned(run, space);
                run.state().spaces.remove(space);
                yield CommandResult.DONE;
            }
        };
    }

    private static CommandResult bought(
            Execution run, StorageBooks.Purchase purchase, StorageSpace space)
            throws AbortException {
        pay(run, purchase);
        ObjectId id = run.newId();
        run.state().spaces.put(id, new SpaceRow(run.sender(), space));
        return new CommandResult.SpaceBought(id, purchase.paid());
    }

    private static CommandResult split(Execution run, ObjectId id, List<StorageSpace> parts)
            throws AbortException {
        ObjectId part = run.newId();
        run.state().spaces.put(id, new SpaceRow(run.sender(), parts.getFirst()));
        run.state().spaces.put(part, new SpaceRow(run.sender(), parts.getLast()));
        return new CommandResult.Split(part);
    }

    private static CommandResult fuse(Execution run, ObjectId id, ObjectId other)
            throws AbortException {
        AbortException.require(!id.equals(other), LedgerFault.STORAGE_RESOURCE_INCOMPATIBLE_EPOCHS);
        StorageSpace fused = owned(run, id).space().fuse(owned(run, other).space());
        run.state().spaces.put(id, new SpaceRow(run.sender(), fused));
        run.state().spaces.remove(other);
        return CommandResult.DONE;
    }

    /// Takes the money of a purchase from the sender and keeps the books of it.
    static void pay(Execution run, StorageBooks.Purchase purchase) throws AbortException {
        run.charge(run.sender(), purchase.paid());
        run.state().books.set(purchase.books());
    }

    static StorageBooks books(Execution run) {
        return run.state().books.get();
    }

    static SpaceRow owned(Execution run, ObjectId space) throws AbortException {
        SpaceRow row = run.state().spaces.get(space);
        run.requireOwner(row.owner());
        return row;
    }
}
