// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The secret keys of a node, and the words that they come from.
///
/// Each key is HKDF-SHA-256 of the seed of the words, with a label of its own: 32 bytes as the
/// material of a BLS key (IETF draft-irtf-cfrg-bls-signature-05, 2.3), 48 bytes reduced for the
/// P-256 key (FIPS 186-5, A.2.1: with 128 extra bits no number is likelier than another). Labels
/// and lengths never change, or the words bring back another node.
///
/// @param words empty for keys of before there were words
/// @param protocol signs confirmations
/// @param network key of the TLS certificate
public record NodeSecrets(
        Optional<RecoveryWords> words, BlsSecretKey protocol, NetworkSecretKey network) {
    private static final String PROTOCOL_LABEL = "haulout/node/protocol/1";
    private static final String NETWORK_LABEL = "haulout/node/network/1";
    private static final int EXTRA_BYTES = 16;
    // Order of P-256. Source: FIPS 186-5 with SP 800-186, 3.2.1.3.
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    public NodeSecrets {
        Objects.requireNonNull(words);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(network);
    }

    /// Makes new ones.
    ///
    /// @param random cryptographically strong
    public static NodeSecrets generate(RandomGenerator random) {
        return of(RecoveryWords.generate(random));
    }

    /// Those of these words: always the same.
    public static NodeSecrets of(RecoveryWords words) {
        byte[] seed = words.seed();
        byte[] protocol = expand(seed, PROTOCOL_LABEL, BlsSecretKey.BYTES);
        byte[] network = expand(seed, NETWORK_LABEL, NetworkSecretKey.BYTES + EXTRA_BYTES);
        try {
            return new NodeSecrets(
                    Optional.of(words),
                    BlsSecretKey.ofMaterial(protocol),
                    NetworkSecretKey.decode(scalar(network)));
        } catch (WireFormatException e) {
            throw new IllegalStateException("a reduced number is in range", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(protocol, (byte) 0);
            Arrays.fill(network, (byte) 0);
        }
    }

    private static byte[] expand(byte[] seed, String label, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(seed)
                                    .thenExpand(label.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    private static byte[] scalar(byte[] wide) {
        BigInteger one = BigInteger.ONE;
        byte[] number =
                new BigInteger(1, wide).mod(P256_ORDER.subtract(one)).add(one).toByteArray();
        byte[] bytes = new byte[NetworkSecretKey.BYTES];
        int length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return bytes;
    }

    /// Whether these are the same keys.
    public boolean isSameAs(NodeSecrets other) {
        return protocol.publicKey().equals(other.protocol.publicKey())
                && network.publicKey().equals(other.network.publicKey());
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return "secrets of a node";
    }
}
