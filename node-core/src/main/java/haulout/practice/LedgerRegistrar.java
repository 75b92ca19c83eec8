// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.RegistrarException;
import haulout.client.publish.RegistrationRequest;
import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.gateway.GatewayLedger;
import haulout.ledger.ChainException;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.BlobAttributes;
import haulout.ledger.machine.BlobCommand;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SignedStatement;
import haulout.ledger.rules.BlobTerm;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MessageCertificate;

/// Registers and certifies on the ledger of this process, for one blob.
///
/// Threads: one.
final class LedgerRegistrar implements GatewayLedger.Sale {
    private final EmbeddedLedger ledger;
    private final AccountAddress payer;
    private AccountAddress owner;
    private long paidForSpace;
    private long paidForWriting;

    /// @param usualOwner owns the blob, unless another owner is asked for
    LedgerRegistrar(EmbeddedLedger ledger, AccountAddress payer, AccountAddress usualOwner) {
        this.ledger = ledger;
        this.payer = payer;
        this.owner = usualOwner;
    }

    @Override
    public long paid() {
        return paidForSpace + paidForWriting;
    }

    @Override
    public RegisteredBlob register(RegistrationRequest request)
            throws RegistrarException, InterruptedException {
        VerifiedBlobMetadata metadata = request.metadata();
        owner = request.options().owner().orElse(owner);
        var command =
                new BlobCommand.BuyBlob(
                        owner,
                        request.options().epochs(),
                        metadata.blobId(),
                        metadata.root(),
                        metadata.unencodedLength(),
                        metadata.metadata().encodingType().code(),
                        BlobTerm.Deletion.of(request.options().deletable()),
                        BlobAttributes.of(request.options().attributes()));
        if (submit(payer, command)
                instanceof
                CommandResult.BlobRegistered(var object, long space, long writing, long end)) {
            paidForSpace = space;
            paidForWriting = writing;
            return new RegisteredBlob(object, new Epoch(end));
        }
        throw new IllegalStateException("registration without an object");
    }

    @Override
    public void certify(
            RegisteredBlob registered,
            VerifiedBlobMetadata metadata,
            MessageCertificate certificate)
            throws RegistrarException, InterruptedException {
        int members = ledger.read(view -> view.currentCommittee().seats().size());
        submit(
                owner,
                new BlobCommand.CertifyBlob(
                        registered.object(), SignedStatement.of(certificate, members)));
    }

    private CommandResult submit(AccountAddress sender, LedgerCommand command)
            throws RegistrarException, InterruptedException {
        try {
            return switch (ledger.submit(sender, command)) {
                case Outcome.Applied(var _, CommandResult result, var _) -> result;
                case Outcome.Refused(var fault) ->
                        throw new RegistrarException(
                                RegistrarException.Kind.REFUSED,
                                "the ledger refuses this: " + fault);
            };
        } catch (ChainException e) {
            throw new RegistrarException(
                    RegistrarException.Kind.UNREACHABLE, "the ledger could not write it down", e);
        }
    }
}
