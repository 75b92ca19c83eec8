// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SlashRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerRows.SubsidyRow;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;

/// All that a ledger knows: immutable rows in ordered tables, every change of which can be taken
/// back. Used by one thread at a time.
final class LedgerState {
    final UndoLog undo = new UndoLog();
    final Cell<LedgerClock> clock;
    final Cell<StorageBooks> books;
    final Cell<ActiveSet> activeSet;
    final Cell<StakingCommittee> previous;
    final Cell<StakingCommittee> current;
    final Cell<StakingCommittee> next;
    final Cell<SubsidyRow> subsidy;
    final Table<AccountAddress, Long> accounts = new Table<>(undo, LedgerLimits.MAX_ACCOUNTS);
    final Table<NodeId, NodeRow> nodes = new Table<>(undo, LedgerLimits.MAX_NODES);
    final Table<NodeId, StakingPool> pools = new Table<>(undo, LedgerLimits.MAX_NODES);
    final Table<ObjectId, StakeRow> stakes = new Table<>(undo, LedgerLimits.MAX_STAKES);
    final Table<ObjectId, SpaceRow> spaces = new Table<>(undo, LedgerLimits.MAX_SPACES);
    final Table<ObjectId, BlobRow> blobs = new Table<>(undo, LedgerLimits.MAX_BLOBS);
    final Table<BlobId, Long> invalidBlobs = new Table<>(undo, LedgerLimits.MAX_INVALID_BLOBS);
    final Table<NodeId, SlashRow> slashes = new Table<>(undo, LedgerLimits.MAX_NODES);

    /// The state in which a ledger starts.
    LedgerState(LedgerRules rules) {
        clock =
                new Cell<>(
                        undo,
                        new LedgerClock(
                                0,
                                new EpochState.Done(rules.createdMillis()),
                                0,
                                0,
                                0,
                                rules.createdMillis(),
                                0,
                                0));
        books = new Cell<>(undo, StorageBooks.empty(rules.maxEpochsAhead()));
        activeSet =
                new Cell<>(
                        undo,
                        ActiveSet.empty(
                                rules.activeSetLimit(), rules.pools().activeSetThreshold()));
        previous = new Cell<>(undo, StakingCommittee.NONE);
        current = new Cell<>(undo, StakingCommittee.NONE);
        next = new Cell<>(undo, StakingCommittee.NONE);
        subsidy = new Cell<>(undo, SubsidyRow.NONE);
    }

    long epoch() {
        return clock.get().epoch();
    }

    boolean isSelected() {
        return clock.get().state() instanceof EpochState.Selected;
    }
}
