// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.hash.Blake2b256;
import haulout.ledger.ChainEvent;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.StoragePricing;
import haulout.ledger.rules.StorageSpace;
import haulout.wire.BlobPersistence;
import haulout.wire.Threshold;
import haulout.wire.bcs.BcsWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Carries out [BlobCommand]s.
final class BlobCommands {
    private BlobCommands() {}

    static CommandResult run(Execution run, BlobCommand command) throws AbortException {
        return switch (command) {
            case BlobCommand.RegisterBlob register -> register(run, register);
            case BlobCommand.BuyBlob buy -> buy(run, buy);
            case BlobCommand.CertifyBlob(var blob, var statement) -> certify(run, blob, statement);
            case BlobCommand.ExtendBlob(var blob, long epochCount) -> extend(run, blob, epochCount);
            case BlobCommand.ExtendBlobWithSpace(var blob, var space) ->
                    extendWith(run, blob, space);
            case BlobCommand.DeleteBlob(var blob) -> delete(run, blob);
            case BlobCommand.BurnBlob(var blob) -> {
                owned(run, blob);
                run.state().blobs.remove(blob);
                yield CommandResult.DONE;
            }
            case BlobCommand.TransferBlob(var blob, var to) -> {
                run.state().blobs.put(blob, owned(run, blob).withOwner(to));
                yield CommandResult.DONE;
            }
            case BlobCommand.SetAttributes(var blob, var attributes) -> {
                checkAttributes(attributes);
                run.state().blobs.put(blob, owned(run, blob).withAttributes(attributes));
                yield CommandResult.DONE;
            }
        };
    }

    private static CommandResult register(Execution run, BlobCommand.RegisterBlob command)
            throws AbortException {
        SpaceRow space = SpaceCommands.owned(run, command.space());
        run.state().spaces.remove(command.space());
        return put(run, run.sender(), command, space.space(), 0);
    }

    private static CommandResult buy(Execution run, BlobCommand.BuyBlob command)
            throws AbortException {
        long bytes = StoragePricing.encodedBytes(command.blobBytes(), run.rules().encoding());
        StorageBooks.Purchase purchase =
                SpaceCommands.books(run)
                        .reserve(bytes, command.epochCount(), run.balance(run.sender()));
        SpaceCommands.pay(run, purchase);
        ObjectId spaceId = run.newId();
        long end = run.epoch() + command.epochCount();
        var register =
                new BlobCommand.RegisterBlob(
                        spaceId,
                        command.blobId(),
                        command.root(),
                        command.blobBytes(),
                        command.encodingType(),
                        command.deletion(),
                        command.attributes());
        return put(
                run,
                command.owner(),
                register,
                new StorageSpace(run.epoch(), end, bytes),
                purchase.paid());
    }

    private static CommandResult put(
            Execution run,
            AccountAddress owner,
            BlobCommand.RegisterBlob command,
            StorageSpace space,
            long paidForSpace)
            throws AbortException {
        checkAttributes(command.attributes());
        BlobTerm term =
                BlobTerm.register(
                        space,
                        command.blobBytes(),
                        command.encodingType(),
                        command.deletion(),
                        run.epoch(),
                        run.rules().encoding());
        AbortException.require(
                blobId(command).equals(command.blobId()), LedgerFault.BLOB_INVALID_BLOB_ID);
        long encoded = StoragePricing.encodedBytes(command.blobBytes(), run.rules().encoding());
        StorageBooks.Purchase writing =
                SpaceCommands.books(run).write(encoded, run.balance(run.sender()));
        SpaceCommands.pay(run, writing);
        ObjectId id = run.newId();
        run.state()
                .blobs
                .put(
                        id,
                        new BlobRow(
                                owner,
                                command.blobId(),
                                command.root(),
                                command.blobBytes(),
                                command.encodingType(),
                                run.epoch(),
                                term,
                                command.space(),
                                command.attributes()));
        run.emit(
                new ChainEvent.BlobRegistered(
                        run.currentEpoch(),
                        command.blobId(),
                        command.blobBytes(),
                        command.encodingType(),
                        new Epoch(space.endEpoch()),
                        term.isDeletable(),
                        id));
        return new CommandResult.BlobRegistered(id, paidForSpace, writing.paid(), space.endEpoch());
    }

    /// The identifier that follows from type, size and root: the hash of the three.
    static BlobId blobId(BlobCommand.RegisterBlob command) {
        byte[] input =
                new BcsWriter()
                        .u8(command.encodingType())
                        .u64(command.blobBytes())
                        .hash32(command.root())
                        .toBytes();
        return new BlobId(Hash32.of(Blake2b256.hash(input)));
    }

    private static CommandResult certify(Execution run, ObjectId id, SignedStatement statement)
            throws AbortException {
        BlobRow row = owned(run, id);
        Statements.BlobCertificate certificate =
                Statements.blobCertificate(Statements.verify(run, statement, Threshold.QUORUM));
        AbortException.require(
                certificate.blobId().equals(row.blobId()), LedgerFault.BLOB_INVALID_BLOB_ID);
        BlobTerm certified = row.term().certify(run.epoch());
        boolean saysDeletable = certificate.persistence() instanceof BlobPersistence.Deletable;
        AbortException.require(
                saysDeletable == row.term().isDeletable(),
                LedgerFault.BLOB_INVALID_BLOB_PERSISTENCE_TYPE);
        if (certificate.persistence() instanceof BlobPersistence.Deletable(var object)) {
            AbortException.require(object.equals(id), LedgerFault.BLOB_INVALID_BLOB_OBJECT);
        }
        BlobRow changed = row.withTerm(certified);
        run.state().blobs.put(id, changed);
        run.emit(certifiedEvent(id, changed, false));
        return CommandResult.DONE;
    }

    private static CommandResult extend(Execution run, ObjectId id, long epochCount)
            throws AbortException {
        BlobRow row = run.state().blobs.get(id);
        row.term().requireExtendable(run.epoch());
        StorageSpace space = row.term().space();
        StorageBooks.Purchase purchase =
                SpaceCommands.books(run)
                        .extend(
                                space.bytes(),
                                space.endEpoch(),
                                epochCount,
                                run.balance(run.sender()));
        SpaceCommands.pay(run, purchase);
        return extended(run, id, row.withTerm(row.term().extend(epochCount)), purchase.paid());
    }

    private static CommandResult extendWith(Execution run, ObjectId id, ObjectId space)
            throws AbortException {
        BlobRow row = run.state().blobs.get(id);
        SpaceRow extension = SpaceCommands.owned(run, space);
        BlobTerm term = row.term().extend(extension.space(), run.epoch());
        run.state().spaces.remove(space);
        return extended(run, id, row.withTerm(term), 0);
    }

    private static CommandResult extended(Execution run, ObjectId id, BlobRow row, long paid)
            throws AbortException {
        run.state().blobs.put(id, row);
        run.emit(certifiedEvent(id, row, true));
        return new CommandResult.BlobExtended(paid, row.term().space().endEpoch());
    }

    private static ChainEvent certifiedEvent(ObjectId id, BlobRow row, boolean isExtension) {
        return new ChainEvent.BlobCertified(
                new Epoch(row.term().certifiedEpoch()),
                row.blobId(),
                new Epoch(row.term().space().endEpoch()),
                row.term().isDeletable(),
                id,
                isExtension);
    }

    private static CommandResult delete(Execution run, ObjectId id) throws AbortException {
        BlobRow row = owned(run, id);
        StorageSpace space = row.term().delete(run.epoch());
        run.state().blobs.remove(id);
        run.state().spaces.put(row.spaceId(), new SpaceRow(row.owner(), space));
        run.emit(
                new ChainEvent.BlobDeleted(
                        run.currentEpoch(),
                        row.blobId(),
                        new Epoch(space.endEpoch()),
                        id,
                        row.term().isCertified()));
        return new CommandResult.BlobDeleted(row.spaceId());
    }

    private static void checkAttributes(BlobAttributes attributes) throws AbortException {
        boolean fits = attributes.entries().size() <= LedgerLimits.MAX_ATTRIBUTES;
        for (Map.Entry<String, String> entry : attributes.entries().entrySet()) {
            fits &= bytes(entry.getKey()) <= LedgerLimits.MAX_ATTRIBUTE_KEY_BYTES;
            fits &= bytes(entry.getValue()) <= LedgerLimits.MAX_ATTRIBUTE_VALUE_BYTES;
        }
        AbortException.require(fits, LedgerFault.LEDGER_LIMIT_REACHED);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static BlobRow owned(Execution run, ObjectId blob) throws AbortException {
        BlobRow row = run.state().blobs.get(blob);
        run.requireOwner(row.owner());
        return row;
    }
}
