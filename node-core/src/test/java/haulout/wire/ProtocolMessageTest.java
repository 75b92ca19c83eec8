// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.testing.Vectors;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolMessageTest {
    private static final Epoch EPOCH = new Epoch(0x01020304);
    private static final String H11 = "11".repeat(32);
    private static final String H22 = "22".repeat(32);
    private static final BlobId BLOB = BlobId.of(Vectors.hex(H11));

    private static final ProtocolMessage PERMANENT =
            new ProtocolMessage.StorageConfirmation(EPOCH, BLOB, BlobPersistence.PERMANENT);

    private static BlsSecretKey key(int number) throws WireFormatException {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return BlsSecretKey.decode(secret);
    }

    @Test
    void aConfirmationHas40Or72Bytes() {
        // sdk-expectations A4
        assertEquals("010003" + "04030201" + H11 + "00", Vectors.hex(PERMANENT.toBytes()));
        ProtocolMessage deletable =
                new ProtocolMessage.StorageConfirmation(
                        EPOCH, BLOB, new BlobPersistence.Deletable(ObjectId.of(Vectors.hex(H22))));
        assertEquals("010003" + "04030201" + H11 + "01" + H22, Vectors.hex(deletable.toBytes()));
        assertEquals(40, PERMANENT.toBytes().length);
        assertEquals(72, deletable.toBytes().length);
    }

    @Test
    void theMessagesWithoutVectorsFollowTheirLayout() throws WireFormatException {
        ProtocolMessage update =
                new ProtocolMessage.DenyListUpdate(
                        EPOCH, NodeId.of(Vectors.hex(H11)), 5, -1, Hash32.of(Vectors.hex(H22)));
        assertEquals(
                "040003" + "04030201" + H11 + "0500000000000000" + "ffffffffffffffff" + H22,
                Vectors.hex(update.toBytes()));
        ProtocolMessage deleted = new ProtocolMessage.DenyListedBlobDeleted(EPOCH, BLOB);
        assertEquals("050003" + "04030201" + H11, Vectors.hex(deleted.toBytes()));
        ProtocolMessage version = new ProtocolMessage.ProtocolVersion(EPOCH, new Epoch(9), 2);
        assertEquals(
                "060003" + "04030201" + "09000000" + "0200000000000000",
                Vectors.hex(version.toBytes()));
        for (ProtocolMessage message : new ProtocolMessage[] {update, deleted, version}) {
            assertEquals(message, ProtocolMessage.decode(message.toBytes()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"070003", "010103", "010002", "010004", "ff0003", "810003", "81000003"})
    void refusesAnotherIntentVersionOrApplication(String frame) {
        byte[] bytes = Vectors.hex(frame + "04030201" + H11 + "00");
        assertThrows(WireFormatException.class, () -> ProtocolMessage.decode(bytes));
    }

    @Test
    void refusesAMessageOfAnotherKind() {
        assertThrows(
                WireFormatException.class,
                () ->
                        ProtocolMessage.decode(
                                PERMANENT.toBytes(), ProtocolMessage.InvalidBlobId.class));
    }

    @Test
    void tellsApartWhyASignedMessageIsNotWhatWasAskedFor() throws WireFormatException {
        SignedMessage signed = SignedMessage.sign(PERMANENT, key(1));
        assertEquals(
                new MessageVerdict.Accepted(PERMANENT, key(1).sign(PERMANENT.toBytes())),
                signed.verify(key(1).publicKey(), PERMANENT));
        assertInstanceOf(
                MessageVerdict.BadSignature.class, signed.verify(key(2).publicKey(), PERMANENT));
        ProtocolMessage later =
                new ProtocolMessage.StorageConfirmation(
                        EPOCH.next(), BLOB, BlobPersistence.PERMANENT);
        assertEquals(
                new MessageVerdict.Different(later, PERMANENT),
                signed.verify(key(1).publicKey(), later));
        SignedMessage noSignature =
                new SignedMessage(PERMANENT.toBytes(), UncheckedBlsSignature.of(new byte[96]));
        assertInstanceOf(
                MessageVerdict.Malformed.class, noSignature.verify(key(1).publicKey(), PERMANENT));
        byte[] nonsense = {1, 2, 3};
        SignedMessage noMessage = new SignedMessage(nonsense, key(1).sign(nonsense).unchecked());
        assertInstanceOf(
                MessageVerdict.Malformed.class, noMessage.verify(key(1).publicKey(), PERMANENT));
    }

    @Test
    void refusesJsonWithMissingFieldsOrOtherBase64() throws WireFormatException {
        String signature = "A".repeat(128);
        for (String json :
                new String[] {
                    "[]",
                    "{}",
                    "{\"serializedMessage\":\"AA==\"}",
                    "{\"serializedMessage\":1,\"signature\":\"" + signature + "\"}",
                    "{\"serializedMessage\":\"AA\",\"signature\":\"" + signature + "\"}",
                    "{\"serializedMessage\":\"AB==\",\"signature\":\"" + signature + "\"}",
                    "{\"serializedMessage\":\"AA==\",\"signature\":\"" + signature + "AAAA\"}",
                    "{\"serializedMessage\":\"AA==\",\"signature\":\"AAAA\"}"
                }) {
            var tree = WireJson.parse("test", json.getBytes(StandardCharsets.UTF_8), 9999);
            assertThrows(WireFormatException.class, () -> SignedMessage.ofJson(tree), json);
        }
    }

    @Test
    void theMessageOfASignedMessageCannotBeChangedFromOutside() {
        byte[] bytes = {1, 2, 3};
        SignedMessage signed = new SignedMessage(bytes, UncheckedBlsSignature.of(new byte[96]));
        bytes[0] = 9;
        signed.message()[0] = 9;
        assertEquals(1, signed.message()[0]);
    }
}
