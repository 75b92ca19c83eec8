// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.hexFields;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Epoch;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.BlsSignature;
import haulout.fuzzing.FuzzTarget;
import haulout.testing.Vectors;
import haulout.wire.CertificateVerdict;
import haulout.wire.HashedAuthPackage;
import haulout.wire.MessageCertificate;
import haulout.wire.MessageVerdict;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SignerBitmap;
import haulout.wire.SigningCommittee;
import haulout.wire.Threshold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// Messages, signed messages, certificates, bitmaps of signers, and what ties a payment to an
/// upload.
final class MessageTargets {
    private static final int MEMBERS = 7;

    private MessageTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                canonical("message", ProtocolMessage::decode, ProtocolMessage::toBytes)
                        .from(messages()),
                canonical("signed message", SignedMessage::decode, SignedMessage::toBytes)
                        .from(join(golden("POST sync_shard"), List.of(Signed.SAMPLE.bytes()))),
                FuzzTarget.of(
                                "verified signed message",
                                WireFormatException.class,
                                MessageTargets::verified,
                                MessageTargets::check)
                        .costing(20)
                        .from(List.of(Signed.SAMPLE.bytes())),
                canonical("certificate", MessageCertificate::decode, MessageCertificate::toBytes)
                        .from(
                                join(
                                        golden("ProtocolMessageCertificate"),
                                        List.of(Signed.SAMPLE.certificate().toBytes()))),
                FuzzTarget.of(
                                "verified certificate",
                                WireFormatException.class,
                                MessageTargets::verifiedCertificate,
                                MessageTargets::checkCertificate)
                        .costing(20)
                        .from(List.of(Signed.SAMPLE.certificate().toBytes())),
                FuzzTarget.of(
                                "bitmap of signers",
                                WireFormatException.class,
                                MessageTargets::bitmap,
                                MessageTargets::checkBitmap)
                        .from(
                                List.of(
                                        Vectors.hex("077f"),
                                        Vectors.hex("0900"),
                                        Vectors.hex("64" + "00".repeat(12) + "08"))),
                canonical(
                                "authentication package",
                                HashedAuthPackage::decode,
                                HashedAuthPackage::toBytes)
                        .from(
                                join(
                                        golden("HashedAuthPackage"),
                                        hexFields(
                                                Examples.cases("relay.json"), "authPackageHex"))));
    }

    private static List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        for (String kind :
                List.of(
                        "SyncShardMsg",
                        "ProofOfPossessionMsg",
                        "InvalidBlobIdMsg",
                        "Confirmation")) {
            messages.addAll(golden(kind));
        }
        String hash = "11".repeat(32);
        messages.add(
                Vectors.hex("04000318000000" + hash + "0500000000000000" + "06".repeat(8) + hash));
        messages.add(Vectors.hex("05000318000000" + hash));
        messages.add(Vectors.hex("0600031800000019000000" + "0200000000000000"));
        return messages;
    }

    /// The keys of the vectors, a committee of them, and what they signed.
    static final class Signed {
        static final Signed SAMPLE = new Signed();

        private final List<BlsSecretKey> keys = new ArrayList<>();
        private final ProtocolMessage message;
        private final SignedMessage signed;
        private final SigningCommittee committee;
        private final MessageCertificate certificate;

        private Signed() {
            try {
                for (JsonNode key : Examples.list("bls.json", "keys")) {
                    keys.add(BlsSecretKey.decode(Vectors.hex(key.get("secretKeyHex"))));
                }
                message = ProtocolMessage.decode(golden("Confirmation, deletable").getFirst());
            } catch (IOException e) {
                throw new AssertionError("vectors", e);
            }
            signed = SignedMessage.sign(message, keys.getFirst());
            committee =
                    new SigningCommittee(
                            new Epoch(140),
                            keys.subList(0, MEMBERS).stream()
                                    .map(key -> new SigningCommittee.Member(key.publicKey(), 1))
                                    .toList());
            byte[] bytes = message.toBytes();
            BlsSignature aggregate =
                    BlsSignature.aggregate(
                            keys.subList(0, 5).stream().map(key -> key.sign(bytes)).toList());
            certificate =
                    new MessageCertificate(List.of(0, 1, 2, 3, 4), bytes, aggregate.unchecked());
        }

        byte[] bytes() {
            return signed.toBytes();
        }

        SignedMessage signed() {
            return signed;
        }

        MessageCertificate certificate() {
            return certificate;
        }

        MessageVerdict verify(SignedMessage other) {
            return other.verify(keys.getFirst().publicKey());
        }

        CertificateVerdict verify(MessageCertificate other) {
            return other.verify(committee, Threshold.QUORUM);
        }
    }

    private record Verified(SignedMessage message, MessageVerdict verdict) {}

    private static Verified verified(byte[] input) throws WireFormatException {
        SignedMessage message = SignedMessage.decode(input);
        return new Verified(message, Signed.SAMPLE.verify(message));
    }

    /// Nothing but what was signed verifies.
    private static void check(byte[] input, Verified verified) {
        boolean same = Arrays.equals(Signed.SAMPLE.bytes(), input);
        assertEquals(same, verified.verdict() instanceof MessageVerdict.Accepted);
    }

    private record VerifiedCertificate(
            MessageCertificate certificate, CertificateVerdict verdict) {}

    private static VerifiedCertificate verifiedCertificate(byte[] input)
            throws WireFormatException {
        MessageCertificate certificate = MessageCertificate.decode(input);
        return new VerifiedCertificate(certificate, Signed.SAMPLE.verify(certificate));
    }

    /// Nothing but the certificate verifies, except with its signers in another order.
    private static void checkCertificate(byte[] input, VerifiedCertificate verified) {
        MessageCertificate good = Signed.SAMPLE.certificate();
        MessageCertificate certificate = verified.certificate();
        boolean same =
                Arrays.equals(good.message(), certificate.message())
                        && good.signature().equals(certificate.signature())
                        && good.signers().size() == certificate.signers().size()
                        && new HashSet<>(good.signers())
                                .equals(new HashSet<>(certificate.signers()));
        assertEquals(same, verified.verdict() instanceof CertificateVerdict.Accepted);
    }

    private record Bitmap(int memberCount, List<Integer> signers) {}

    /// The first byte says how many members there are, the others are the bitmap.
    private static Bitmap bitmap(byte[] input) throws WireFormatException {
        int members = input.length == 0 ? 0 : input[0] & 0xFF;
        byte[] bits = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        return new Bitmap(members, SignerBitmap.decode(bits, members));
    }

    /// The same bits, with the zeros behind them that may be left out.
    private static void checkBitmap(byte[] input, Bitmap bitmap) {
        byte[] bits = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        byte[] again = SignerBitmap.of(bitmap.signers(), bitmap.memberCount());
        assertTrue(bits.length <= again.length);
        assertArrayEquals(Arrays.copyOf(bits, again.length), again);
    }
}
