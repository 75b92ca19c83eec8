// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.ledger.ChainEvent;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.U64;
import haulout.wire.Threshold;

/// Carries out [StatementCommand]s.
final class StatementCommands {
    private StatementCommands() {}

    static CommandResult run(Execution run, StatementCommand command) throws AbortException {
        switch (command) {
            case StatementCommand.InvalidateBlob(var statement) -> invalidate(run, statement);
            case StatementCommand.AnnounceDenyList(var node, var _, long sequence) -> {
                NodeRow row = member(run, node);
                AbortException.require(
                        U64.isLess(row.denySequence(), sequence),
                        LedgerFault.SYSTEM_STATE_INNER_INCORRECT_DENY_LIST_SEQUENCE);
                notice(run, "RegisterDenyListUpdate", node);
            }
            case StatementCommand.UpdateDenyList(var node, var statement) ->
                    updateDenyList(run, node, statement);
            case StatementCommand.DeleteDenyListedBlob(var statement) -> {
                Statements.denyListedBlob(Statements.verify(run, statement, Threshold.VALIDITY));
                notice(run, "DenyListBlobDeleted", new NodeId(Hash32.ZERO));
            }
        }
        return CommandResult.DONE;
    }

    private static void invalidate(Execution run, SignedStatement statement) throws AbortException {
        BlobId blobId =
                Statements.invalidBlob(Statements.verify(run, statement, Threshold.VALIDITY));
        if (!run.state().invalidBlobs.has(blobId)) {
            run.state().invalidBlobs.put(blobId, run.epoch());
            run.emit(new ChainEvent.InvalidBlobId(run.currentEpoch(), blobId));
        }
    }

    private static void updateDenyList(Execution run, NodeId node, SignedStatement statement)
            throws AbortException {
        NodeRow row = member(run, node);
        Statements.DenyList list =
                Statements.denyList(Statements.verify(run, statement, Threshold.QUORUM));
        AbortException.require(
                list.node().equals(node), LedgerFault.SYSTEM_STATE_INNER_INCORRECT_DENY_LIST_NODE);
        AbortException.require(
                U64.isLess(row.denySequence(), list.sequence()),
                LedgerFault.SYSTEM_STATE_INNER_INCORRECT_DENY_LIST_SEQUENCE);
        run.state().nodes.put(node, row.withDenyList(list.root(), list.sequence(), list.bytes()));
        notice(run, "DenyListUpdate", node);
    }

    private static NodeRow member(Execution run, NodeId node) throws AbortException {
        NodeRow row = run.state().nodes.get(node);
        run.requireOwner(row.owner());
        AbortException.require(
                run.state().current.get().contains(node),
                LedgerFault.SYSTEM_STATE_INNER_NOT_COMMITTEE_MEMBER);
        return row;
    }

    private static void notice(Execution run, String name, NodeId node) {
        run.emit(new ChainEvent.Notice(run.currentEpoch(), name, node));
    }
}
