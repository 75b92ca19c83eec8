// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Base64Text;
import haulout.core.WireFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/// A valid BLS12-381 public key: a point of G1 in the prime-order subgroup, other than the
/// identity.
///
/// Keys are equal if their bytes are. Threads: immutable, shared freely. The checks and the
/// arithmetic run in native code for up to a few tenths of a millisecond: on a platform thread,
/// because a virtual one would hold its carrier. Source: fastcrypto `bls12381::min_pk`.
public final class BlsPublicKey {
    /// Length of the compressed form, the one that is sent.
    public static final int BYTES = 48;

    /// Length of the uncompressed form, the one that the contract stores.
    public static final int UNCOMPRESSED_BYTES = 96;

    private static final String WHAT = "BLS public key";
    private static final int COMPRESSED_FLAG = 0x80;

    private final byte[] compressed;
    private final P1_Affine point;

    BlsPublicKey(P1_Affine point) {
        this.compressed = point.compress();
        this.point = point;
    }

    /// Reads a compressed (48 bytes) or uncompressed (96 bytes) key.
    ///
    /// @throws WireFormatException if the bytes are no point of the subgroup, or are the identity
    public static BlsPublicKey decode(byte[] bytes) throws WireFormatException {
        if (bytes.length != BYTES && bytes.length != UNCOMPRESSED_BYTES) {
            throw new WireFormatException(
                    WHAT,
                    0,
                    BYTES + " or " + UNCOMPRESSED_BYTES + " bytes",
                    bytes.length + " bytes");
        }
        boolean compressed = (bytes[0] & COMPRESSED_FLAG) != 0;
        if (compressed != (bytes.length == BYTES)) {
            throw new WireFormatException(WHAT, 0, "a flag that fits the length", "the other flag");
        }
        P1_Affine point;
        try {
            point = new P1_Affine(bytes);
        } catch (RuntimeException e) {
            // because the binding throws nothing more precise
            throw new WireFormatException(WHAT, 0, "a point of the curve", "other bytes", e);
        }
        if (point.is_inf()) {
            throw new WireFormatException(WHAT, 0, "a key", "the identity");
        }
        if (!point.in_group()) {
            throw new WireFormatException(
                    WHAT, 0, "a point of the subgroup", "another point of the curve");
        }
        return new BlsPublicKey(point);
    }

    /// Reads the text of an HTTP header: the compressed key in padded base64.
    ///
    /// @throws WireFormatException if the text is not that, or the key is not valid
    public static BlsPublicKey parseBase64(String text) throws WireFormatException {
        byte[] bytes = Base64Text.parseStandard(WHAT, text, BYTES);
        if (bytes.length != BYTES) {
            throw new WireFormatException(WHAT, 0, BYTES + " bytes", bytes.length + " bytes");
        }
        return decode(bytes);
    }

    /// The sum of keys: the key of an aggregate signature. Empty if they cancel out, in which case
    /// nothing verifies.
    ///
    /// Each key must have come with a proof of possession, or else one of them could have been
    /// chosen so as to cancel others.
    ///
    /// @param keys at least one
    public static Optional<BlsPublicKey> sum(List<BlsPublicKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("sum of no keys");
        }
        P1 sum = new P1();
        for (BlsPublicKey key : keys) {
            sum.add(key.point);
        }
        return sum.is_inf() ? Optional.empty() : Optional.of(new BlsPublicKey(sum.to_affine()));
    }

    /// The compressed form, 48 bytes in a new array.
    public byte[] toBytes() {
        return compressed.clone();
    }

    /// The uncompressed form, 96 bytes in a new array.
    public byte[] toUncompressedBytes() {
        return point.serialize();
    }

    /// The compressed form in padded base64, as in an HTTP header.
    public String toBase64() {
        return Base64Text.standard(compressed);
    }

    /// The bytes alone, as messages carry them.
    public UncheckedBlsPublicKey unchecked() {
        return UncheckedBlsPublicKey.of(compressed);
    }

    P1_Affine point() {
        return point;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlsPublicKey that && Arrays.equals(compressed, that.compressed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed);
    }

    /// The compressed form in lower-case hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(compressed);
    }
}
