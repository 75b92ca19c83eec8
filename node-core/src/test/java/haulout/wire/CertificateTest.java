// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.BlsSignature;
import haulout.crypto.UncheckedBlsSignature;
import haulout.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final Epoch EPOCH = new Epoch(7);
    private static final BlobId BLOB = BlobId.of(new byte[32]);
    private static final ProtocolMessage MESSAGE =
            new ProtocolMessage.StorageConfirmation(EPOCH, BLOB, BlobPersistence.PERMANENT);

    // 10 shards, a quorum is 7, one honest is 4; by members it would be another matter
    private static final int[] WEIGHTS = {5, 1, 1, 1, 2};

    private static BlsSecretKey key(int number) {
        byte[] secret = new byte[32];
        // because small keys would have equal sums otherwise
        secret[31] = (byte) (1 << number);
        try {
            return BlsSecretKey.decode(secret);
        } catch (WireFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static SigningCommittee committee() {
        List<SigningCommittee.Member> members = new ArrayList<>();
        for (int i = 0; i < WEIGHTS.length; i++) {
            members.add(new SigningCommittee.Member(key(i).publicKey(), WEIGHTS[i]));
        }
        return new SigningCommittee(EPOCH, members);
    }

    private static MessageCertificate certificate(ProtocolMessage message, Integer... signers) {
        byte[] bytes = message.toBytes();
        List<BlsSignature> signatures = new ArrayList<>();
        for (int signer : signers) {
            signatures.add(key(signer).sign(bytes));
        }
        return new MessageCertificate(
                List.of(signers), bytes, BlsSignature.aggregate(signatures).unchecked());
    }

    @Test
    void collectsUntilTheWeightSuffices() {
        CertificateCollector collector =
                new CertificateCollector(committee(), MESSAGE, Threshold.QUORUM);
        assertEquals(7, collector.neededWeight());
        for (int signer : new int[] {3, 1, 2, 4}) {
            collector.offer(signer, SignedMessage.sign(MESSAGE, key(signer)));
        }
        // four of five members, but only 5 of 10 shards
        assertEquals(5, collector.weight());
        assertFalse(collector.isComplete());
        assertEquals(Optional.empty(), collector.certificate());
        collector.offer(0, SignedMessage.sign(MESSAGE, key(0)));
        MessageCertificate certificate = collector.certificate().orElseThrow();
        assertEquals(List.of(0, 1, 2, 3, 4), certificate.signers());
        assertEquals("1f", Vectors.hex(certificate.signersBitmap(5)));
        assertEquals(
                new CertificateVerdict.Accepted(MESSAGE, 10),
                certificate.verify(committee(), Threshold.QUORUM));
    }

    @Test
    void countsNobodyTwiceAndNoWrongAnswer() {
        CertificateCollector collector =
                new CertificateCollector(committee(), MESSAGE, Threshold.QUORUM);
        assertInstanceOf(
                MessageVerdict.Accepted.class,
                collector.offer(0, SignedMessage.sign(MESSAGE, key(0))));
        collector.offer(0, SignedMessage.sign(MESSAGE, key(0)));
        assertEquals(5, collector.weight());
        assertInstanceOf(
                MessageVerdict.BadSignature.class,
                collector.offer(4, SignedMessage.sign(MESSAGE, key(0))));
        ProtocolMessage other = new ProtocolMessage.InvalidBlobId(EPOCH, BLOB);
        assertInstanceOf(
                MessageVerdict.Different.class,
                collector.offer(4, SignedMessage.sign(other, key(4))));
        assertEquals(5, collector.weight());
        collector.offer(4, SignedMessage.sign(MESSAGE, key(4)));
        assertTrue(collector.isComplete());
        assertEquals(List.of(0, 4), collector.certificate().orElseThrow().signers());
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> collector.offer(5, SignedMessage.sign(MESSAGE, key(4))));
    }

    @Test
    void countsShardsNotMembers() {
        assertEquals(
                new CertificateVerdict.TooLight(5, 7),
                certificate(MESSAGE, 1, 2, 3, 4).verify(committee(), Threshold.QUORUM));
        assertEquals(
                new CertificateVerdict.Accepted(MESSAGE, 5),
                certificate(MESSAGE, 1, 2, 3, 4).verify(committee(), Threshold.VALIDITY));
        assertEquals(
                new CertificateVerdict.Accepted(MESSAGE, 7),
                certificate(MESSAGE, 0, 4).verify(committee(), Threshold.QUORUM));
        assertEquals(
                new CertificateVerdict.TooLight(3, 4),
                certificate(MESSAGE, 1, 2, 3).verify(committee(), Threshold.VALIDITY));
    }

    @Test
    void acceptsSignersInAnyOrder() {
        assertEquals(
                new CertificateVerdict.Accepted(MESSAGE, 7),
                certificate(MESSAGE, 4, 0).verify(committee(), Threshold.QUORUM));
    }

    @Test
    void refusesASignerWhoIsListedTwice() {
        // correctly signed twice by the one: must not weigh 10
        assertEquals(
                new CertificateVerdict.RepeatedSigner(0),
                certificate(MESSAGE, 0, 0).verify(committee(), Threshold.QUORUM));
    }

    @Test
    void refusesSomebodyWhoIsNoMember() {
        assertEquals(
                new CertificateVerdict.UnknownSigner(5, 5),
                certificate(MESSAGE, 0, 4, 5).verify(committee(), Threshold.QUORUM));
    }

    @Test
    void refusesAnotherEpoch() {
        ProtocolMessage later =
                new ProtocolMessage.StorageConfirmation(
                        EPOCH.next(), BLOB, BlobPersistence.PERMANENT);
        assertEquals(
                new CertificateVerdict.WrongEpoch(EPOCH, EPOCH.next()),
                certificate(later, 0, 4).verify(committee(), Threshold.QUORUM));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CertificateCollector(committee(), later, Threshold.QUORUM));
    }

    @Test
    void refusesASignatureOfOtherSignersOrOtherBytes() {
        MessageCertificate good = certificate(MESSAGE, 0, 4);
        MessageCertificate otherSigners =
                new MessageCertificate(List.of(0, 1, 2), good.message(), good.signature());
        assertInstanceOf(
                CertificateVerdict.BadSignature.class,
                otherSigners.verify(committee(), Threshold.QUORUM));
        MessageCertificate noPoint =
                new MessageCertificate(
                        List.of(0, 4), good.message(), UncheckedBlsSignature.of(new byte[96]));
        assertInstanceOf(
                CertificateVerdict.Malformed.class, noPoint.verify(committee(), Threshold.QUORUM));
        MessageCertificate noMessage =
                new MessageCertificate(List.of(0, 4), new byte[] {1}, good.signature());
        assertInstanceOf(
                CertificateVerdict.Malformed.class,
                noMessage.verify(committee(), Threshold.QUORUM));
    }

    @Test
    void theIdentityAsSignatureOfKeysThatCancelOutIsRefused() throws WireFormatException {
        BlsPublicKey minusOne =
                BlsSecretKey.decode(
                                Vectors.hex(
                                        "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000"))
                        .publicKey();
        SigningCommittee committee =
                new SigningCommittee(
                        EPOCH,
                        List.of(
                                new SigningCommittee.Member(key(0).publicKey(), 5),
                                new SigningCommittee.Member(minusOne, 5)));
        byte[] identity = new byte[96];
        identity[0] = (byte) 0xC0;
        MessageCertificate forged =
                new MessageCertificate(
                        List.of(0, 1), MESSAGE.toBytes(), UncheckedBlsSignature.of(identity));
        assertInstanceOf(
                CertificateVerdict.BadSignature.class, forged.verify(committee, Threshold.QUORUM));
    }

    @Test
    void bitmapsMayBeShorterButNameOnlyMembers() throws WireFormatException {
        assertEquals("0504", Vectors.hex(SignerBitmap.of(List.of(10, 0, 2), 11)));
        assertEquals(List.of(0, 2, 10), SignerBitmap.decode(Vectors.hex("0504"), 11));
        assertEquals(List.of(0, 2), SignerBitmap.decode(Vectors.hex("05"), 11));
        assertEquals(List.of(), SignerBitmap.decode(new byte[0], 11));
        assertThrows(WireFormatException.class, () -> SignerBitmap.decode(Vectors.hex("0508"), 11));
        assertThrows(
                WireFormatException.class, () -> SignerBitmap.decode(Vectors.hex("050000"), 11));
        assertThrows(IndexOutOfBoundsException.class, () -> SignerBitmap.of(List.of(11), 11));
        MessageCertificate good = certificate(MESSAGE, 0, 4);
        assertEquals(
                good,
                MessageCertificate.ofBitmap(
                        Vectors.hex("11"), 5, good.message(), good.signature()));
    }

    @Test
    void theJsonOfRelaysHasNumbersForBytes() throws WireFormatException {
        MessageCertificate certificate =
                new MessageCertificate(
                        List.of(0, 2, 5),
                        new byte[] {1, 0, -1},
                        UncheckedBlsSignature.of(new byte[96]));
        String json =
                "{\"signers\":[0,2,5],\"serialized_message\":[1,0,255],\"signature\":\""
                        + "A".repeat(128)
                        + "\"}";
        assertEquals(json, certificate.toJson().toString());
        assertEquals(certificate, MessageCertificate.ofJson(parse(json)));
        for (String bad :
                List.of(
                        json.replace("255", "256"),
                        json.replace("255", "-1"),
                        json.replace("255", "1.0"),
                        json.replace("255", "\"1\""),
                        json.replace("5]", "65536]"),
                        json.replace("[0,2,5]", "{}"),
                        json.replace("signers", "signer"),
                        json.replace("AAAA", "AAA"))) {
            assertThrows(
                    WireFormatException.class, () -> MessageCertificate.ofJson(parse(bad)), bad);
        }
        RelayAnswer answer = new RelayAnswer(BLOB, certificate);
        assertEquals(answer, RelayAnswer.decode(WireJson.write(answer.toJson()), 10_000));
        assertTrue(answer.toJson().toString().startsWith("{\"blob_id\":[0,0,0,"));
        assertThrows(
                WireFormatException.class,
                () ->
                        RelayAnswer.decode(
                                WireJson.write(answer.toJson().putArray("blob_id")), 10_000));
    }

    private static JsonNode parse(String json) throws WireFormatException {
        return WireJson.parse("test", json.getBytes(StandardCharsets.UTF_8), 100_000);
    }

    @Test
    void aCommitteeHasAtLeastOneShard() {
        assertThrows(IllegalArgumentException.class, () -> new SigningCommittee(EPOCH, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SigningCommittee.Member(key(0).publicKey(), -1));
        assertEquals(10, committee().shardCount());
    }
}
