// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.Base64Text;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.BlsSignature;
import haulout.crypto.UncheckedBlsSignature;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Arrays;
import java.util.Objects;

/// The bytes of a [ProtocolMessage] and a signature over them, as received: neither is checked
/// before [#verify].
///
/// In BCS: the message as a byte string, then the 96 bytes of the signature without a length. In
/// JSON: two fields of padded base64. Immutable. Source: walrus-core `messages.rs`.
public final class SignedMessage {
    /// Most bytes of a message that is read. The longest of the protocol has 87.
    public static final int MAX_MESSAGE_BYTES = 1 << 16;

    private static final String MESSAGE_FIELD = "serializedMessage";
    private static final String SIGNATURE_FIELD = "signature";

    private final byte[] message;
    private final UncheckedBlsSignature signature;

    /// @param message copied
    public SignedMessage(byte[] message, UncheckedBlsSignature signature) {
        this.message = message.clone();
        this.signature = Objects.requireNonNull(signature);
    }

    /// Signs a message.
    public static SignedMessage sign(ProtocolMessage message, BlsSecretKey key) {
        byte[] bytes = message.toBytes();
        return new SignedMessage(bytes, key.sign(bytes).unchecked());
    }

    /// Whether this is `expected`, signed by `key`.
    ///
    /// The signature is verified over the received bytes before they are parsed.
    public MessageVerdict verify(BlsPublicKey key, ProtocolMessage expected) {
        return switch (verify(key)) {
            case MessageVerdict.Accepted(var actual, var _) when !actual.equals(expected) ->
                    new MessageVerdict.Different(expected, actual);
            case MessageVerdict verdict -> verdict;
        };
    }

    /// Whether this is a message signed by `key`, whatever it says.
    public MessageVerdict verify(BlsPublicKey key) {
        try {
            BlsSignature checked = signature.check();
            if (!checked.verify(key, message)) {
                return new MessageVerdict.BadSignature();
            }
            return new MessageVerdict.Accepted(ProtocolMessage.decode(message), checked);
        } catch (WireFormatException e) {
            return new MessageVerdict.Malformed(e);
        }
    }

    /// The bytes that are signed, in a new array.
    public byte[] message() {
        return message.clone();
    }

    /// The signature as it was received.
    public UncheckedBlsSignature signature() {
        return signature;
    }

    /// The BCS form.
    public byte[] toBytes() {
        return new BcsWriter(message.length + UncheckedBlsSignature.BYTES + 3)
                .byteString(message)
                .fixedBytes(signature.toBytes())
                .toBytes();
    }

    /// Reads all of `bytes` as the BCS form.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static SignedMessage decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        byte[] message = reader.byteString("signed message", MAX_MESSAGE_BYTES);
        byte[] signature = reader.fixedBytes("signature", UncheckedBlsSignature.BYTES);
        reader.expectEnd("signed message");
        return new SignedMessage(message, UncheckedBlsSignature.of(signature));
    }

    /// The JSON form: `{"serializedMessage": base64, "signature": base64}`.
    public ObjectNode toJson() {
        return WireJson.object()
                .put(MESSAGE_FIELD, Base64Text.standard(message))
                .put(SIGNATURE_FIELD, signature.toBase64());
    }

    /// Reads the JSON form. Unknown fields are ignored.
    ///
    /// @throws WireFormatException if a field is missing or not canonical base64
    public static SignedMessage ofJson(JsonNode json) throws WireFormatException {
        byte[] message =
                Base64Text.parseStandard(
                        MESSAGE_FIELD, WireJson.text(json, MESSAGE_FIELD), MAX_MESSAGE_BYTES);
        return new SignedMessage(
                message, UncheckedBlsSignature.parseBase64(WireJson.text(json, SIGNATURE_FIELD)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedMessage that
                && Arrays.equals(message, that.message)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(message) + signature.hashCode();
    }

    /// Says how long the message is.
    @Override
    public String toString() {
        return "signed message of " + message.length + " bytes";
    }
}
