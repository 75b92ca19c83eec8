// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.WireFormatException;
import haulout.crypto.UncheckedBlsSignature;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/// The bytes of a [ProtocolMessage], the signers of it and their aggregate signature, as received
/// (ProtocolMessageCertificate): nothing is checked before [#verify].
///
/// In BCS: list of u16 signers, the message as a byte string, the 96 bytes of the signature without
/// a length. In JSON, as an upload relay answers: snake case, and the message as a list of numbers.
/// Immutable. Source: walrus-core `messages/certificate.rs`, walrus-upload-relay.
public final class MessageCertificate {
    private static final int MAX_SIGNERS = 0xFFFF;
    private static final String SIGNERS_FIELD = "signers";
    private static final String MESSAGE_FIELD = "serialized_message";
    private static final String SIGNATURE_FIELD = "signature";

    private final List<Integer> signers;
    private final byte[] message;
    private final UncheckedBlsSignature signature;

    /// @param signers places of the signers in the committee, 0…65535 each
    /// @param message copied
    public MessageCertificate(
            List<Integer> signers, byte[] message, UncheckedBlsSignature signature) {
        for (int signer : signers) {
            if (signer < 0 || signer > 0xFFFF) {
                throw new IllegalArgumentException("signer " + signer + ", allowed 0 to 65535");
            }
        }
        this.signers = List.copyOf(signers);
        this.message = message.clone();
        this.signature = Objects.requireNonNull(signature);
    }

    /// Places of the signers in the committee, in the order in which they were sent.
    public List<Integer> signers() {
        return signers;
    }

    /// The bytes that are signed, in a new array.
    public byte[] message() {
        return message.clone();
    }

    /// The aggregate signature as it was received.
    public UncheckedBlsSignature signature() {
        return signature;
    }

    /// A certificate in the form that the contract takes.
    ///
    /// @param bitmap see [SignerBitmap]
    /// @throws WireFormatException if the bitmap names somebody who is no member
    public static MessageCertificate ofBitmap(
            byte[] bitmap, int memberCount, byte[] message, UncheckedBlsSignature signature)
            throws WireFormatException {
        return new MessageCertificate(SignerBitmap.decode(bitmap, memberCount), message, signature);
    }

    /// The signers in the form that the contract takes.
    ///
    /// @throws IndexOutOfBoundsException if a signer is no member
    public byte[] signersBitmap(int memberCount) {
        return SignerBitmap.of(signers, memberCount);
    }

    /// Checks this certificate as the contract does: the signers are different members who weigh
    /// enough, the message is for the epoch of the committee, and all of them signed it.
    ///
    /// The cheap checks come first; the last one verifies the signature, for about a millisecond.
    public CertificateVerdict verify(SigningCommittee committee, Threshold threshold) {
        int memberCount = committee.members().size();
        BitSet seen = new BitSet(memberCount);
        for (int signer : signers) {
            if (signer >= memberCount) {
                return new CertificateVerdict.UnknownSigner(signer, memberCount);
            }
            if (seen.get(signer)) {
                return new CertificateVerdict.RepeatedSigner(signer);
            }
            seen.set(signer);
        }
        int weight = committee.weight(signers);
        int needed = threshold.weight(committee.quorumRule());
        if (weight < needed) {
            return new CertificateVerdict.TooLight(weight, needed);
        }
        return verifyContents(committee, weight);
    }

    private CertificateVerdict verifyContents(SigningCommittee committee, int weight) {
        try {
            ProtocolMessage parsed = ProtocolMessage.decode(message);
            if (!parsed.epoch().equals(committee.epoch())) {
                return new CertificateVerdict.WrongEpoch(committee.epoch(), parsed.epoch());
            }
            return signature.check().verifyAggregate(committee.keys(signers), message)
                    ? new CertificateVerdict.Accepted(parsed, weight)
                    : new CertificateVerdict.BadSignature();
        } catch (WireFormatException e) {
            return new CertificateVerdict.Malformed(e);
        }
    }

    /// The BCS form.
    public byte[] toBytes() {
        return new BcsWriter()
                .list(signers, BcsWriter::u16)
                .byteString(message)
                .fixedBytes(signature.toBytes())
                .toBytes();
    }

    /// Reads all of `bytes` as the BCS form.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static MessageCertificate decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        List<Integer> signers = reader.list("signers", 2, MAX_SIGNERS, r -> r.u16("signer"));
        byte[] message = reader.byteString("signed message", SignedMessage.MAX_MESSAGE_BYTES);
        byte[] signature = reader.fixedBytes("signature", UncheckedBlsSignature.BYTES);
        reader.expectEnd("certificate");
        return new MessageCertificate(signers, message, UncheckedBlsSignature.of(signature));
    }

    /// The JSON form of upload relays.
    public ObjectNode toJson() {
        ObjectNode json = WireJson.object();
        ArrayNode signerList = json.putArray(SIGNERS_FIELD);
        signers.forEach(signerList::add);
        ArrayNode messageList = json.putArray(MESSAGE_FIELD);
        for (byte b : message) {
            messageList.add(b & 0xFF);
        }
        return json.put(SIGNATURE_FIELD, signature.toBase64());
    }

    /// Reads the JSON form of upload relays. Unknown fields are ignored.
    ///
    /// @throws WireFormatException if a field is missing or has another form
    public static MessageCertificate ofJson(JsonNode json) throws WireFormatException {
        int[] signers = WireJson.numbers(json, SIGNERS_FIELD, 0xFFFF, MAX_SIGNERS);
        byte[] message = WireJson.bytes(json, MESSAGE_FIELD, SignedMessage.MAX_MESSAGE_BYTES);
        return new MessageCertificate(
                Arrays.stream(signers).boxed().toList(),
                message,
                UncheckedBlsSignature.parseBase64(WireJson.text(json, SIGNATURE_FIELD)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageCertificate that
                && signers.equals(that.signers)
                && Arrays.equals(message, that.message)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(signers, Arrays.hashCode(message), signature);
    }

    /// Says how many signed how much.
    @Override
    public String toString() {
        return "certificate of " + signers.size() + " signers over " + message.length + " bytes";
    }
}
