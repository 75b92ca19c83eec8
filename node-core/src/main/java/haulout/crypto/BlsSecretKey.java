// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.WireFormatException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/// A node's BLS12-381 signing key: a number from 1 to the order of the group, less one.
///
/// Nothing prints it: [#toString] gives its length. Threads: never changed once made, shared
/// freely. Signing runs in native code for about half a millisecond: on a platform thread. Source:
/// fastcrypto `bls12381::min_pk`.
public final class BlsSecretKey {
    /// Length in bytes, most significant first.
    public static final int BYTES = 32;

    private static final String WHAT = "BLS secret key";
    private static final byte KEY_FILE_FLAG = 4;

    // Order of the groups of BLS12-381. Source: IETF draft-irtf-cfrg-pairing-friendly-curves-11,
    // 4.2.1.
    private static final BigInteger GROUP_ORDER =
            new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

    private final SecretKey scalar;
    private final BlsPublicKey publicKey;

    private BlsSecretKey(SecretKey scalar) {
        this.scalar = scalar;
        this.publicKey = new BlsPublicKey(new P1(scalar).to_affine());
    }

    /// Makes a new key.
    ///
    /// @param random in production a `java.security.SecureRandom`
    public static BlsSecretKey generate(RandomGenerator random) {
        byte[] material = new byte[BYTES];
        random.nextBytes(material);
        try {
            return ofMaterial(material);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    /// The key of some secret material, always the same one. The array stays the caller's, who
    /// should clear it. Source: IETF draft-irtf-cfrg-bls-signature-05, 2.3, with an empty key_info.
    ///
    /// @param material at least 32 bytes that nobody can guess
    public static BlsSecretKey ofMaterial(byte[] material) {
        if (material.length < BYTES) {
            throw new IllegalArgumentException(
                    "material of " + material.length + " bytes, at least " + BYTES);
        }
        SecretKey scalar = new SecretKey();
        scalar.keygen(material);
        return new BlsSecretKey(scalar);
    }

    /// Reads 32 bytes, most significant first. The array stays the caller's, who should clear it.
    ///
    /// @throws WireFormatException if the length is another, or the number is 0 or too large
    public static BlsSecretKey decode(byte[] bytes) throws WireFormatException {
        if (bytes.length != BYTES) {
            throw new WireFormatException(WHAT, 0, BYTES + " bytes", bytes.length + " bytes");
        }
        BigInteger number = new BigInteger(1, bytes);
        if (number.signum() == 0 || number.compareTo(GROUP_ORDER) >= 0) {
            throw new WireFormatException(
                    WHAT, 0, "1 to the group order less one", "a number out of range");
        }
        SecretKey scalar = new SecretKey();
        scalar.from_bendian(bytes);
        return new BlsSecretKey(scalar);
    }

    /// Reads the contents of a key file: one line of base64, a byte 04 and the 32 bytes.
    ///
    /// @throws WireFormatException if the text is anything else
    public static BlsSecretKey parseKeyFile(String text) throws WireFormatException {
        byte[] secret = KeyFile.secret(WHAT, text, KEY_FILE_FLAG);
        try {
            return decode(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The contents of a key file, without a line end. Whoever has this text has the key.
    public String toKeyFileText() {
        return KeyFile.text(KEY_FILE_FLAG, scalar.to_bendian());
    }

    /// The public key to it.
    public BlsPublicKey publicKey() {
        return publicKey;
    }

    /// Signs exactly these bytes.
    public BlsSignature sign(byte[] message) {
        return new BlsSignature(
                new P2().hash_to(message, BlsSuite.DOMAIN).sign_with(scalar).to_affine());
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return "BLS secret key of " + BYTES + " bytes";
    }
}
