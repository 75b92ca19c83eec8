// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainException;
import haulout.ledger.machine.EpochCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SignedStatement;
import haulout.ledger.machine.StatementCommand;
import haulout.ledger.rules.LedgerFault;
import haulout.wire.MessageCertificate;

/// What one node tells an embedded ledger.
final class NodeActions implements ChainActions {
    private final EmbeddedLedger ledger;
    private final NodeId node;
    private final AccountAddress operator;

    NodeActions(EmbeddedLedger ledger, NodeId node, AccountAddress operator) {
        this.ledger = ledger;
        this.node = node;
        this.operator = operator;
    }

    @Override
    public void epochSyncDone(Epoch epoch) throws ChainException, InterruptedException {
        if (ledger.epoch().compareTo(epoch) > 0) {
            return; // it has passed, so nobody asks any more
        }
        Outcome outcome = ledger.submit(operator, new EpochCommand.ReportSync(node, epoch.value()));
        if (outcome instanceof Outcome.Refused(var fault)
                && fault != LedgerFault.STAKING_INNER_DUPLICATE_SYNC_DONE) {
            throw new ChainException(
                    "report of " + node + " for epoch " + epoch.value() + " refused: " + fault);
        }
    }

    @Override
    public void invalidateBlob(BlobId blobId, MessageCertificate certificate)
            throws ChainException, InterruptedException {
        int members = ledger.read(view -> view.currentCommittee().seats().size());
        SignedStatement statement;
        try {
            statement = SignedStatement.of(certificate, members);
        } catch (IndexOutOfBoundsException e) {
            throw new ChainException("certificate for " + blobId + " of another committee", e);
        }
        if (ledger.read(view -> view.isInvalid(blobId))) {
            return;
        }
        Outcome outcome = ledger.submit(operator, new StatementCommand.InvalidateBlob(statement));
        if (outcome instanceof Outcome.Refused(var fault)) {
            throw new ChainException("certificate that " + blobId + " is invalid: " + fault);
        }
    }
}
