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
import java.util.ArrayList;
import java.util.List;
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

    private Optional<RegisteredBlob> begun(RegistrationRequest request) {
        boolean deletable = request.options().deletable();
        long epochs = request.options().epochs();
        return ledger.read(view -> {
            List<RegisteredBlob> found = new ArrayList<>();
            view.blobs()
                    .forEach((object, row) -> {
                        if (row.owner().equals(owner)
                                && row.blobId().equals(request.metadata().blobId())
                                && !row.term().isCertified()
                                && row.term().isDeletable() == deletable
                                && row.term().space().endEpoch() >= view.clock().epoch() + epochs) {
                            found.add(
                                    new RegisteredBlob(
                                            object, new Epoch(row.term().space().endEpoch())));
                        }
                    });
            return found.stream().findFirst();
        });
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
        Optional<RegisteredBlob> begun = goesOn ? begun(request) : Optional.empty();
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
