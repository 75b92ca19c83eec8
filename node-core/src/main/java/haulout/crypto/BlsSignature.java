// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.WireFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import supranational.blst.BLST_ERROR;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

/// A BLS12-381 signature, of one signer or of several over the same bytes: a point of the
/// prime-order subgroup of G2. It may be the identity, which no key verifies.
///
/// Threads: immutable, shared freely. Verifying runs in native code for about a millisecond: on a
/// platform thread, because a virtual one would hold its carrier. Source: fastcrypto
/// `bls12381::min_pk`.
public final class BlsSignature {
    /// Length of the compressed form, the one that is sent.
    public static final int BYTES = 96;

    private static final String WHAT = "BLS signature";

    private final byte[] compressed;
    private final P2_Affine point;

    BlsSignature(P2_Affine point) {
        this.compressed = point.compress();
        this.point = point;
    }

    /// Reads a compressed signature. The uncompressed form, which no peer sends, is refused.
    ///
    /// @throws WireFormatException if the bytes are no point of the subgroup
    public static BlsSignature decode(byte[] bytes) throws WireFormatException {
        if (bytes.length != BYTES) {
            throw new WireFormatException(WHAT, 0, BYTES + " bytes", bytes.length + " bytes");
        }
        P2_Affine point;
        try {
            point = new P2_Affine(bytes);
        } catch (RuntimeException e) {
            // because the binding throws nothing more precise
            throw new WireFormatException(WHAT, 0, "a point of the curve", "other bytes", e);
        }
        if (!point.in_group()) {
            throw new WireFormatException(
                    WHAT, 0, "a point of the subgroup", "another point of the curve");
        }
        return new BlsSignature(point);
    }

    /// The sum of signatures, which is the signature of all signers together if they signed the
    /// same bytes.
    ///
    /// @param signatures at least one
    public static BlsSignature aggregate(List<BlsSignature> signatures) {
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("aggregate of no signatures");
        }
        P2 sum = new P2();
        for (BlsSignature signature : signatures) {
            sum.add(signature.point);
        }
        return new BlsSignature(sum.to_affine());
    }

    /// Whether this is the signature of `key` over exactly these bytes.
    public boolean verify(BlsPublicKey key, byte[] message) {
        // because the identity is the sum of nothing and proves nothing
        return !point.is_inf()
                && point.core_verify(key.point(), true, message, BlsSuite.DOMAIN)
                        == BLST_ERROR.BLST_SUCCESS;
    }

    /// Whether this is the aggregate of signatures by all of `keys` over exactly these bytes.
    ///
    /// The caller makes sure that every key belongs to a member who has proven to possess it, and
    /// that none is counted twice.
    ///
    /// @param keys none verifies nothing
    public boolean verifyAggregate(List<BlsPublicKey> keys, byte[] message) {
        return !keys.isEmpty()
                && BlsPublicKey.sum(keys).map(sum -> verify(sum, message)).orElse(false);
    }

    /// The compressed form, 96 bytes in a new array.
    public byte[] toBytes() {
        return compressed.clone();
    }

    /// The bytes alone, as messages carry them.
    public UncheckedBlsSignature unchecked() {
        return UncheckedBlsSignature.of(compressed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlsSignature that && Arrays.equals(compressed, that.compressed);
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
