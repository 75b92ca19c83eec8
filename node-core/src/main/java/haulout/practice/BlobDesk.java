// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.publish.RegisteredBlob;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.crypto.UncheckedBlsSignature;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.BlobAttributes;
import haulout.ledger.machine.BlobCommand;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerLimits;
import haulout.ledger.machine.LedgerRows;
import haulout.ledger.machine.Outcome;
import haulout.ledger.machine.SignedStatement;
import haulout.ledger.rules.BlobTerm;
import haulout.wire.MessageCertificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Registers and certifies blobs for programs that have no account: the faucet pays.
///
/// What the ledger refuses is answered with 409 and the name that the contract gives to it.
///
/// Threads: any.
final class BlobDesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int RS2 = 1;

    private final EmbeddedLedger ledger;
    private final Registrations registrations;

    BlobDesk(EmbeddedLedger ledger) {
        this.ledger = ledger;
        this.registrations = new Registrations(ledger);
    }

    /// Buys space for a blob and registers it; or gives the registration of the same blob for the
    /// same owner that was never certified, as after too few nodes answered.
    ///
    /// @param fields blobId, rootHash, size, encodedSize, encodingType, deletable, epochs, owner,
    ///   attributes; the last four may be missing
    /// @return objectId, endEpoch
    ObjectNode register(RequestFields fields) throws IOException, InterruptedException {
        BlobId blobId = fields.text("blobId", BlobId::parse);
        Hash32 root = hash(fields.hex("rootHash"));
        long size = fields.number("size", ledger.rules().encoding().maxBlobBytes());
        long encoded = ledger.rules().encoding().encodedBytes(size);
        if (fields.has("encodedSize") && fields.number("encodedSize", Long.MAX_VALUE) != encoded) {
            throw new RequestRefusal(
                    400, "`encodedSize` of " + size + " bytes is " + encoded + " here");
        }
        int encodingType =
                fields.has("encodingType") ? (int) fields.number("encodingType", 255) : RS2;
        AccountAddress payer = ledger.rules().host();
        AccountAddress owner =
                fields.has("owner") ? fields.text("owner", AccountAddress::parse) : payer;
        long epochs = fields.has("epochs") ? fields.number("epochs", 0xFFFF_FFFFL) : 1;
        boolean deletable = fields.flag("deletable");
        BlobAttributes attributes = BlobAttributes.of(fields.texts("attributes"));
        Optional<RegisteredBlob> begun =
                registrations.begun(
                        new Registrations.Wish(owner, blobId, deletable, epochs, attributes));
        if (begun.isPresent()) {
            return registered(begun.get().object(), begun.get().endEpoch().value());
        }
        var command =
                new BlobCommand.BuyBlob(
                        owner,
                        epochs,
                        blobId,
                        root,
                        size,
                        encodingType,
                        BlobTerm.Deletion.of(deletable),
                        attributes);
        if (submit(payer, command)
                instanceof CommandResult.BlobRegistered(var object, var _, var _, long end)) {
            return registered(object, end);
        }
        throw new IllegalStateException("registration without an object");
    }

    private static ObjectNode registered(ObjectId object, long endEpoch) {
        return JSON.createObjectNode().put("objectId", object.toString()).put("endEpoch", endEpoch);
    }

    /// Brings a certificate to the ledger, in the name of the blob's owner.
    ///
    /// @param object whose
    /// @param fields signers or signersBitmap, message, signature; blobId and objectId may be given
    ///   and have to be the right ones then
    ObjectNode certify(ObjectId object, RequestFields fields)
            throws IOException, InterruptedException {
        LedgerRows.BlobRow row =
                ledger.read(view -> Optional.ofNullable(view.blobs().get(object)))
                        .orElseThrow(() ->
                                new RequestRefusal(404, "the ledger has no blob object " + object));
        if (fields.has("objectId") && !fields.text("objectId", ObjectId::parse).equals(object)) {
            throw new RequestRefusal(400, "`objectId` is another one than in the address");
        }
        if (fields.has("blobId") && !fields.text("blobId", BlobId::parse).equals(row.blobId())) {
            throw new RequestRefusal(400, object + " is an object of blob " + row.blobId());
        }
        submit(row.owner(), new BlobCommand.CertifyBlob(object, statement(fields)));
        return JSON.createObjectNode()
                .put("objectId", object.toString())
                .put("blobId", row.blobId().toString())
                .put("endEpoch", row.term().space().endEpoch());
    }

    private SignedStatement statement(RequestFields fields) throws IOException {
        byte[] message =
                bounded("message", fields.base64("message"), LedgerLimits.MAX_STATEMENT_BYTES);
        UncheckedBlsSignature signature =
                fields.text("signature", UncheckedBlsSignature::parseBase64);
        if (fields.has("signersBitmap")) {
            byte[] bitmap =
                    bounded(
                            "signersBitmap",
                            fields.hex("signersBitmap"),
                            LedgerLimits.MAX_BITMAP_BYTES);
            return new SignedStatement(bitmap, message, signature);
        }
        List<Integer> signers = new ArrayList<>();
        for (JsonNode signer : fields.list("signers")) {
            signers.add(signer.asInt(-1));
        }
        int members = ledger.read(view -> view.currentCommittee().seats().size());
        try {
            return SignedStatement.of(new MessageCertificate(signers, message, signature), members);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RequestRefusal(400, "`signers`: " + e.getMessage());
        }
    }

    private CommandResult submit(AccountAddress sender, LedgerCommand command)
            throws IOException, InterruptedException {
        return switch (ledger.submit(sender, command)) {
            case Outcome.Applied(var _, CommandResult result, var _) -> result;
            case Outcome.Refused(var fault) -> throw RequestRefusal.byLedger(fault);
        };
    }

    private static byte[] bounded(String name, byte[] bytes, int max) throws RequestRefusal {
        if (bytes.length > max) {
            throw new RequestRefusal(
                    400, "`" + name + "` has " + bytes.length + " bytes, at most " + max);
        }
        return bytes;
    }

    private static Hash32 hash(byte[] bytes) throws RequestRefusal {
        if (bytes.length != Hash32.BYTES) {
            throw new RequestRefusal(400, "`rootHash` must be 32 bytes, not " + bytes.length);
        }
        return Hash32.of(bytes);
    }
}
