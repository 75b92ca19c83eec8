// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.WireFormatException;
import haulout.crypto.UncheckedBlsSignature;
import haulout.wire.MessageCertificate;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Arrays;
import java.util.Objects;

/// A message with the aggregate signature of members of the committee, in the form that the
/// contract takes. Nothing of it has been checked.
public final class SignedStatement {
    private final byte[] bitmap;
    private final byte[] message;
    private final UncheckedBlsSignature signature;

    /// @param bitmap bit j, least significant first, of byte i stands for member 8i + j; copied
    /// @param message what they signed; copied
    public SignedStatement(byte[] bitmap, byte[] message, UncheckedBlsSignature signature) {
        this.bitmap = bitmap.clone();
        this.message = message.clone();
        this.signature = Objects.requireNonNull(signature);
    }

    /// The statement of a certificate.
    ///
    /// @param memberCount how many members the committee has
    /// @throws IndexOutOfBoundsException if a signer is no member
    public static SignedStatement of(MessageCertificate certificate, int memberCount) {
        return new SignedStatement(
                certificate.signersBitmap(memberCount),
                certificate.message(),
                certificate.signature());
    }

    /// The bitmap in a new array.
    public byte[] bitmap() {
        return bitmap.clone();
    }

    /// The message in a new array.
    public byte[] message() {
        return message.clone();
    }

    /// The signature as it was received.
    public UncheckedBlsSignature signature() {
        return signature;
    }

    void write(BcsWriter writer) {
        writer.byteString(bitmap).byteString(message).fixedBytes(signature.toBytes());
    }

    static SignedStatement read(BcsReader reader) throws WireFormatException {
        byte[] bitmap = reader.byteString("bitmap", LedgerLimits.MAX_BITMAP_BYTES);
        byte[] message = reader.byteString("message", LedgerLimits.MAX_STATEMENT_BYTES);
        byte[] signature = reader.fixedBytes("signature", UncheckedBlsSignature.BYTES);
        return new SignedStatement(bitmap, message, UncheckedBlsSignature.of(signature));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedStatement that
                && Arrays.equals(bitmap, that.bitmap)
                && Arrays.equals(message, that.message)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bitmap), Arrays.hashCode(message), signature);
    }

    /// Says how long the message is.
    @Override
    public String toString() {
        return "signed statement of " + message.length + " bytes";
    }
}
