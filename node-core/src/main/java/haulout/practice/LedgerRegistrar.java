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
import haulout.ledger.rules.LedgerFault;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MessageCertificate;
import java.util.Optional;

/// Registers and certifies on the ledger of this process, for one blob.
///
/// Threads: one.
final class LedgerRegistrar implements GatewayLedger.Sale {
    private final EmbeddedLedger ledger;
    private final AccountAddress payer;
    private AccountAddress owner;
    private boolean goesOn;
    private long paidForSpace;
    private long paidForWriting;

    /// @param usualOwner owns the blob, unless another owner is asked for
    LedgerRegistrar(EmbeddedLedger ledger, AccountAddress payer, AccountAddress usualOwner) {
        this.ledger = ledger;
        this.payer = payer;
        this.owner = usualOwner;
    }

    /// For an owner's own files: a registration of the same blob that was never certified, because
    /// the program ended, is gone on with rather than paid again.
    static LedgerRegistrar goingOn(EmbeddedLedger ledger, AccountAddress owner) {
        LedgerRegistrar registrar = new LedgerRegistrar(ledger, owner, owner);
        registrar.goesOn = true;
        return registrar;
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
        BlobAttributes attributes = BlobAttributes.of(request.options().attributes());
        Optional<RegisteredBlob> begun =
                goesOn
                        ? new Registrations(ledger)
                                .begun(
                                        new Registrations.Wish(
                                                owner,
                                                metadata.blobId(),
                                                request.options().deletable(),
                                                request.options().epochs(),
                                                attributes))
                        : Optional.empty();
        if (begun.isPresent()) {
            return begun.get();
        }
        var command =
                new BlobCommand.BuyBlob(
                        owner,
                        request.options().epochs(),
                        metadata.blobId(),
                        metadata.root(),
                        metadata.unencodedLength(),
                        metadata.metadata().encodingType().code(),
                        BlobTerm.Deletion.of(request.options().deletable()),
                        attributes);
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
        SignedStatement statement;
        try {
            statement = SignedStatement.of(certificate, members);
        } catch (IndexOutOfBoundsException e) {
            // the epoch has changed since, and with it who signs
            throw new RegistrarException(
                    RegistrarException.Kind.REFUSED,
                    "the certificate is of another committee than the one of now",
                    e);
        }
        Outcome outcome =
                carryOut(owner, new BlobCommand.CertifyBlob(registered.object(), statement));
        if (outcome instanceof Outcome.Refused(LedgerFault fault)
                && fault != LedgerFault.BLOB_ALREADY_CERTIFIED) {
            // if it is, another store of the same blob has gone on with the same registration
            throw refused(fault);
        }
    }

    private CommandResult submit(AccountAddress sender, LedgerCommand command)
            throws RegistrarException, InterruptedException {
        return switch (carryOut(sender, command)) {
            case Outcome.Applied(var _, CommandResult result, var _) -> result;
            case Outcome.Refused(var fault) -> throw refused(fault);
        };
    }

    private static RegistrarException refused(LedgerFault fault) {
        return new RegistrarException(
                RegistrarException.Kind.REFUSED, "the ledger refuses this: " + fault);
    }

    private Outcome carryOut(AccountAddress sender, LedgerCommand command)
            throws RegistrarException, InterruptedException {
        try {
            return ledger.submit(sender, command);
        } catch (ChainException e) {
            throw new RegistrarException(
                    RegistrarException.Kind.UNREACHABLE, "the ledger could not write it down", e);
        }
    }
}
