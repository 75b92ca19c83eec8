// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.BlsSignature;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.LedgerJson;
import haulout.ledger.rules.Seat;
import haulout.testing.Vectors;
import haulout.wire.BlobPersistence;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignerBitmap;
import haulout.wire.SigningCommittee;
import haulout.wire.Threshold;
import haulout.wire.bcs.BcsWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LedgerMessageVectorTest {
    private static final String FILE = "ledger/messages.json";

    @TestFactory
    Stream<DynamicTest> messagesHaveTheSameBytes() {
        return Vectors.tests(
                FILE,
                "messages",
                item -> {
                    ProtocolMessage message = message(item.get("fields"));
                    assertEquals(item.get("hex").textValue(), Vectors.hex(message.toBytes()));
                    assertEquals(item.get("length").intValue(), message.toBytes().length);
                    assertEquals(message, ProtocolMessage.decode(Vectors.hex(item.get("hex"))));
                });
    }

    private static ProtocolMessage message(JsonNode fields) throws WireFormatException {
        Epoch epoch = new Epoch(fields.get("epoch").longValue());
        return switch (fields.get("intent").get(0).intValue()) {
            case 0 ->
                    new ProtocolMessage.ProofOfPossession(
                            epoch,
                            AccountAddress.parse(fields.get("sui_address").textValue()),
                            UncheckedBlsPublicKey.of(bytes(fields.get("bls_public_key"))));
            case 1 ->
                    new ProtocolMessage.StorageConfirmation(
                            epoch,
                            blobId(fields),
                            fields.get("persistence").textValue().equals("permanent")
                                    ? BlobPersistence.PERMANENT
                                    : new BlobPersistence.Deletable(
                                            ObjectId.parse(fields.get("object_id").textValue())));
            case 2 -> new ProtocolMessage.InvalidBlobId(epoch, blobId(fields));
            case 4 ->
                    new ProtocolMessage.DenyListUpdate(
                            epoch,
                            NodeId.parse(fields.get("node_id").textValue()),
                            LedgerJson.u64(fields.get("sequence")),
                            LedgerJson.u64(fields.get("size")),
                            number(fields.get("root")));
            case 5 -> new ProtocolMessage.DenyListedBlobDeleted(epoch, blobId(fields));
            case 6 ->
                    new ProtocolMessage.ProtocolVersion(
                            epoch,
                            new Epoch(fields.get("start_epoch").longValue()),
                            LedgerJson.u64(fields.get("protocol_version")));
            default -> throw new AssertionError("intent " + fields.get("intent"));
        };
    }

    private static BlobId blobId(JsonNode fields) throws WireFormatException {
        BlobId id = BlobId.parseDecimal(fields.get("blob_id").textValue());
        if (fields.has("blob_id_base64url")) {
            assertEquals(fields.get("blob_id_base64url").textValue(), id.toString());
        }
        return id;
    }

    private static Hash32 number(JsonNode text) {
        return BlobId.ofNumber(new BigInteger(text.textValue())).hash();
    }

    private static byte[] bytes(JsonNode prefixed) {
        return Vectors.hex(prefixed.textValue().substring(2));
    }

    @Test
    void aBlobsIdFollowsFromItsRoot() throws WireFormatException {
        JsonNode item = Vectors.read(FILE).get("blob_id_derivation");
        int type = item.get("encoding_type").intValue();
        long size = LedgerJson.u64(item.get("size"));
        Hash32 root = number(item.get("root_hash"));
        BlobId expected = BlobId.parseDecimal(item.get("blob_id").textValue());
        byte[] preimage = new BcsWriter().u8(type).u64(size).hash32(root).toBytes();
        assertEquals(item.get("preimage").textValue(), Vectors.hex(preimage));
        var command =
                new BlobCommand.RegisterBlob(
                        new ObjectId(Hash32.ZERO),
                        expected,
                        root,
                        size,
                        type,
                        BlobTerm.Deletion.PERMANENT,
                        BlobAttributes.NONE);
        assertEquals(expected, BlobCommands.blobId(command));
    }

    @Test
    void theCommitteesKeysAddUp() throws WireFormatException {
        JsonNode file = Vectors.read(FILE);
        List<BlsPublicKey> keys = new ArrayList<>();
        for (JsonNode member : file.get("members")) {
            byte[] scalar = new byte[BlsSecretKey.BYTES];
            BigInteger number = new BigInteger(member.get("secret_scalar").asText());
            byte[] shown = number.toByteArray();
            System.arraycopy(shown, 0, scalar, scalar.length - shown.length, shown.length);
            BlsPublicKey key = BlsSecretKey.decode(scalar).publicKey();
            assertEquals(member.get("public_key").textValue(), "0x" + key);
            assertEquals(key, BlsPublicKey.decode(bytes(member.get("public_key_uncompressed"))));
            keys.add(key);
        }
        assertEquals(
                file.get("total_aggregated_key").textValue(),
                "0x" + BlsPublicKey.sum(keys).orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> certificatesAreCheckedAsTheContractDoes() {
        return Vectors.tests(
                FILE,
                "certificates",
                item -> {
                    SigningCommittee committee = committee(Vectors.read(FILE));
                    SignedStatement statement =
                            new SignedStatement(
                                    Vectors.hex(item.get("bitmap")),
                                    Vectors.hex(item.get("message")),
                                    UncheckedBlsSignature.of(Vectors.hex(item.get("signature"))));
                    Threshold threshold =
                            item.get("rule").textValue().equals("quorum")
                                    ? Threshold.QUORUM
                                    : Threshold.VALIDITY;
                    assertEquals(
                            item.get("expected").textValue(),
                            verdict(committee, statement, threshold));
                    List<Integer> signers = new ArrayList<>();
                    item.get("signers").forEach(signer -> signers.add(signer.intValue()));
                    assertEquals(item.get("signer_weight").intValue(), committee.weight(signers));
                    assertEquals(
                            item.get("aggregate_public_key").textValue(),
                            "0x" + BlsPublicKey.sum(committee.keys(signers)).orElseThrow());
                });
    }

    private static String verdict(
            SigningCommittee committee, SignedStatement statement, Threshold threshold) {
        try {
            var verified = Statements.verify(committee, statement, threshold);
            switch (verified.kind()) {
                case 1 -> Statements.blobCertificate(verified);
                case 2 -> Statements.invalidBlob(verified);
                case 4 -> Statements.denyList(verified);
                default -> Statements.denyListedBlob(verified);
            }
            return "ok";
        } catch (AbortException e) {
            return e.fault().toString();
        }
    }

    private static SigningCommittee committee(JsonNode file) throws WireFormatException {
        List<Seat> seats = new ArrayList<>();
        List<BlsPublicKey> keys = new ArrayList<>();
        int shard = 0;
        for (JsonNode member : file.get("members")) {
            List<Integer> shards = new ArrayList<>();
            for (int i = 0; i < member.get("weight").intValue(); i++) {
                shards.add(shard++);
            }
            seats.add(new Seat(LedgerJson.node(member.get("node_id")), shards));
            keys.add(BlsPublicKey.decode(bytes(member.get("public_key"))));
        }
        assertEquals(file.get("n_shards").intValue(), shard);
        return Statements.committee(
                new StakingCommittee(seats, keys), file.get("epoch").longValue());
    }

    @Test
    void aNodeProvesThatItHasItsKey() throws WireFormatException {
        JsonNode item = Vectors.read(FILE).get("proof_of_possession");
        byte[] message = Vectors.hex(item.get("message"));
        var proof = ProtocolMessage.decode(message, ProtocolMessage.ProofOfPossession.class);
        assertEquals(item.get("public_key").textValue(), "0x" + proof.key());
        BlsSignature signature = BlsSignature.decode(Vectors.hex(item.get("signature")));
        assertTrue(signature.verify(proof.key().check(), message));
    }

    @TestFactory
    Stream<DynamicTest> bitmapsNameTheSigners() {
        return Vectors.tests(
                FILE,
                "bitmaps",
                item -> {
                    List<Integer> signers = new ArrayList<>();
                    item.get("signers").forEach(signer -> signers.add(signer.intValue()));
                    int members = item.get("members").intValue();
                    byte[] bitmap = Vectors.hex(item.get("bitmap"));
                    assertArrayEquals(bitmap, SignerBitmap.of(signers, members));
                    assertEquals(signers, SignerBitmap.decode(bitmap, members));
                });
    }
}
