// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Base64Text;
import haulout.core.WireFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// The bytes of a BLS public key as somebody sent them.
///
/// The length is right; whether the bytes are a valid key is found out by [#check], which costs a
/// subgroup check in native code. Messages are parsed without it.
public final class UncheckedBlsPublicKey {
    /// Length in bytes.
    public static final int BYTES = BlsPublicKey.BYTES;

    private final byte[] bytes;

    private UncheckedBlsPublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes a copy of an array of exactly 48 bytes.
    public static UncheckedBlsPublicKey of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// Takes a copy of exactly 48 bytes from `offset` on.
    public static UncheckedBlsPublicKey of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length != BYTES) {
            throw new IllegalArgumentException(
                    "BLS public key of " + length + " bytes, expected " + BYTES);
        }
        return new UncheckedBlsPublicKey(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /// Reads padded base64.
    ///
    /// @throws WireFormatException if the text is not that, or not of 48 bytes
    public static UncheckedBlsPublicKey parseBase64(String text) throws WireFormatException {
        byte[] bytes = Base64Text.parseStandard("BLS public key", text, BYTES);
        if (bytes.length != BYTES) {
            throw new WireFormatException(
                    "BLS public key", 0, BYTES + " bytes", bytes.length + " bytes");
        }
        return new UncheckedBlsPublicKey(bytes);
    }

    /// The key.
    ///
    /// @throws WireFormatException if the bytes are not a valid key
    public BlsPublicKey check() throws WireFormatException {
        return BlsPublicKey.decode(bytes);
    }

    /// The bytes in a new array.
    public byte[] toBytes() {
        return bytes.clone();
    }

    /// The bytes in padded base64.
    public String toBase64() {
        return Base64Text.standard(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UncheckedBlsPublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Lower-case hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
