// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.WireFormatException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/// A node's network key: the P-256 key of its TLS certificate.
///
/// Nothing prints it: [#toString] gives its length. All arithmetic with the secret is the JDK's.
/// Threads: immutable, shared freely.
public final class NetworkSecretKey {
    /// Length in bytes, most significant first.
    public static final int BYTES = 32;

    private static final String WHAT = "network secret key";
    private static final byte KEY_FILE_FLAG = 2;
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    // a PKCS#8 P-256 key is 138 bytes; room for attributes and line ends
    private static final int MAX_PEM_CHARS = 4096;

    private final BigInteger scalar;
    private final NetworkPublicKey publicKey;

    private NetworkSecretKey(BigInteger scalar) {
        this.scalar = scalar;
        this.publicKey = NetworkPublicKey.of(derivePublicPoint(privateKey(scalar)));
    }

    /// Makes a new key from the JDK's secure random numbers.
    public static NetworkSecretKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new NetworkSecretKey(
                    ((ECPrivateKey) generator.generateKeyPair().getPrivate()).getS());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve secp256r1", e);
        }
    }

    /// Reads 32 bytes, most significant first. The array stays the caller's, who should clear it.
    ///
    /// @throws WireFormatException if the length is another, or the number is 0 or too large
    public static NetworkSecretKey decode(byte[] bytes) throws WireFormatException {
        if (bytes.length != BYTES) {
            throw new WireFormatException(WHAT, 0, BYTES + " bytes", bytes.length + " bytes");
        }
        return checked(new BigInteger(1, bytes));
    }

    /// Reads the contents of a key file: one line of base64, a byte 02 and the 32 bytes; or a
    /// PKCS#8 key in PEM.
    ///
    /// @throws WireFormatException if the text is anything else
    public static NetworkSecretKey parseKeyFile(String text) throws WireFormatException {
        if (text.startsWith("-----")) {
            return parsePem(text);
        }
        byte[] secret = KeyFile.secret(WHAT, text, KEY_FILE_FLAG);
        try {
            return decode(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static NetworkSecretKey parsePem(String text) throws WireFormatException {
        if (text.length() > MAX_PEM_CHARS) {
            throw new WireFormatException(
                    WHAT, 0, "at most " + MAX_PEM_CHARS + " characters", text.length() + "");
        }
        String stripped = text.strip();
        if (!stripped.startsWith(PEM_BEGIN)
                || !stripped.endsWith(PEM_END)
                || stripped.length() < PEM_BEGIN.length() + PEM_END.length()) {
            throw new WireFormatException(WHAT, 0, "one PKCS#8 private key in PEM", "other PEM");
        }
        String body = stripped.substring(PEM_BEGIN.length(), stripped.length() - PEM_END.length());
        try {
            PrivateKey key =
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
            if (key instanceof ECPrivateKey ecKey
                    && P256.PARAMETERS.getCurve().equals(ecKey.getParams().getCurve())) {
                return checked(ecKey.getS());
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WireFormatException(WHAT, 0, "a PKCS#8 key of P-256", "other bytes", e);
        }
        throw new WireFormatException(WHAT, 0, "a key of P-256", "one of another curve");
    }

    private static NetworkSecretKey checked(BigInteger scalar) throws WireFormatException {
        if (scalar.signum() <= 0 || scalar.compareTo(P256.PARAMETERS.getOrder()) >= 0) {
            throw new WireFormatException(
                    WHAT, 0, "1 to the group order less one", "a number out of range");
        }
        return new NetworkSecretKey(scalar);
    }

    /// The contents of a key file, without a line end. Whoever has this text has the key.
    public String toKeyFileText() {
        byte[] number = scalar.toByteArray();
        byte[] secret = new byte[BYTES];
        int length = Math.min(number.length, BYTES);
        System.arraycopy(number, number.length - length, secret, BYTES - length, length);
        Arrays.fill(number, (byte) 0);
        return KeyFile.text(KEY_FILE_FLAG, secret);
    }

    /// The public key to it.
    public NetworkPublicKey publicKey() {
        return publicKey;
    }

    /// The key in the form that the JDK works with.
    public ECPrivateKey toJcaKey() {
        return privateKey(scalar);
    }

    private static ECPrivateKey privateKey(BigInteger scalar) {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the scalar was checked before", e);
        }
    }

    /// The JDK derives no public key from a private one, but key agreement with the generator gives
    /// its abscissa, and a signature tells which of the two ordinates is right. So no code of ours
    /// ever computes with the secret.
    private static ECPoint derivePublicPoint(ECPrivateKey key) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key);
            agreement.doPhase(publicKey(P256.PARAMETERS.getGenerator()), true);
            BigInteger x = new BigInteger(1, agreement.generateSecret());
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            byte[] signature = signer.sign();
            for (boolean oddY : new boolean[] {false, true}) {
                Optional<ECPoint> candidate = P256.point(x, oddY);
                if (candidate.isPresent()) {
                    signer.initVerify(publicKey(candidate.get()));
                    if (signer.verify(signature)) {
                        return candidate.get();
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK computes with P-256", e);
        }
        throw new AssertionError("one of two ordinates belongs to the key");
    }

    private static ECPublicKey publicKey(ECPoint point) throws GeneralSecurityException {
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return "network secret key of " + BYTES + " bytes";
    }
}
