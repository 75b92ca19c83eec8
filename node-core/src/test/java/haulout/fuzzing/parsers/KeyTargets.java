// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.canonicalText;
import static haulout.fuzzing.parsers.Targets.hexFields;
import static haulout.fuzzing.parsers.Targets.join;
import static haulout.fuzzing.parsers.Targets.textFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.BlsSignature;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.HostileText;
import haulout.testing.Vectors;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Keys and signatures, with the checks of their curves, and key files.
final class KeyTargets {
    /// The arithmetic of the JDK allocates many small numbers.
    private static final FuzzTarget.Limits CURVE = new FuzzTarget.Limits(160, 8 << 20, 1000);

    private KeyTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                FuzzTarget.of(
                                "BLS public key",
                                WireFormatException.class,
                                BlsPublicKey::decode,
                                KeyTargets::checkPublicKey)
                        .costing(4)
                        .from(publicKeys()),
                canonicalText(
                                "BLS public key in a header",
                                BlsPublicKey::parseBase64,
                                BlsPublicKey::toBase64)
                        .costing(4)
                        .from(textFields(Examples.list("bls.json", "keys"), "publicKeyBase64")),
                canonical("BLS signature", BlsSignature::decode, BlsSignature::toBytes)
                        .costing(4)
                        .from(signatures()),
                FuzzTarget.of(
                                "BLS secret key",
                                WireFormatException.class,
                                BlsSecretKey::decode,
                                KeyTargets::checkSecretKey)
                        .costing(4)
                        .from(hexFields(Examples.list("bls.json", "keys"), "secretKeyHex")),
                FuzzTarget.of(
                                "BLS key file",
                                WireFormatException.class,
                                input -> BlsSecretKey.parseKeyFile(HostileText.of(input)),
                                (input, key) -> assertSameLine(input, key.toKeyFileText()))
                        .costing(4)
                        .from(textFields(Examples.list("bls.json", "keys"), "keyFileBase64")),
                canonical("network public key", NetworkPublicKey::decode, NetworkPublicKey::toBytes)
                        .within(CURVE)
                        .costing(4)
                        .from(
                                hexFields(
                                        Examples.cases("network-keys.json"),
                                        "publicKeyCompressedHex")),
                FuzzTarget.of(
                                "network public key of a certificate",
                                WireFormatException.class,
                                KeyTargets::certified,
                                (input, key) ->
                                        assertEquals(key, NetworkPublicKey.of(key.toJcaKey())))
                        .orRefusing(GeneralSecurityException.class)
                        .within(CURVE)
                        .costing(4)
                        .from(certifiedKeys()),
                FuzzTarget.of(
                                "network secret key",
                                WireFormatException.class,
                                NetworkSecretKey::decode,
                                KeyTargets::checkNetworkKey)
                        .within(CURVE)
                        .costing(40)
                        .from(hexFields(Examples.cases("network-keys.json"), "secretHex")),
                FuzzTarget.of(
                                "network key file",
                                WireFormatException.class,
                                input -> NetworkSecretKey.parseKeyFile(HostileText.of(input)),
                                (input, key) -> checkNetworkKey(input, key))
                        .within(CURVE)
                        .costing(20)
                        .from(
                                join(
                                        textFields(
                                                Examples.cases("network-keys.json"),
                                                "keyFileBase64"),
                                        List.of(pem()))),
                FuzzTarget.of(
                                "body of a network key in PEM",
                                WireFormatException.class,
                                input ->
                                        NetworkSecretKey.parseKeyFile(
                                                armoured(
                                                        Base64.getEncoder().encodeToString(input))),
                                (input, key) -> checkNetworkKey(input, key))
                        .within(CURVE)
                        .costing(20)
                        .from(List.of(networkKey().toJcaKey().getEncoded())));
    }

    private static void assertSameLine(byte[] input, String line) {
        String text = HostileText.of(input);
        assertTrue(
                text.equals(line) || text.equals(line + "\n") || text.equals(line + "\r\n"),
                "another text for the same key");
    }

    private static List<byte[]> publicKeys() {
        List<byte[]> keys = new ArrayList<>();
        for (byte[] compressed : hexFields(Examples.list("bls.json", "keys"), "publicKeyHex")) {
            keys.add(compressed);
            try {
                keys.add(BlsPublicKey.decode(compressed).toUncompressedBytes());
            } catch (IOException e) {
                throw new AssertionError("vectors", e);
            }
        }
        return keys;
    }

    private static List<byte[]> signatures() {
        List<byte[]> signatures = new ArrayList<>();
        for (JsonNode item : Examples.list("bls.json", "verify")) {
            if (item.get("expect").booleanValue()) {
                signatures.add(Vectors.hex(item.get("signatureHex")));
            }
        }
        // the identity
        signatures.add(Vectors.hex("c0" + "00".repeat(95)));
        return signatures;
    }

    private static void checkPublicKey(byte[] input, BlsPublicKey key) throws Exception {
        byte[] again =
                input.length == BlsPublicKey.BYTES ? key.toBytes() : key.toUncompressedBytes();
        assertEquals(Vectors.hex(input), Vectors.hex(again));
        assertEquals(key, BlsPublicKey.decode(key.toBytes()));
    }

    private static void checkSecretKey(byte[] input, BlsSecretKey key) throws Exception {
        String file = key.toKeyFileText();
        assertEquals(Base64.getEncoder().encodeToString(input), withoutFlag(file));
        assertEquals(key.publicKey(), BlsSecretKey.parseKeyFile(file).publicKey());
    }

    private static String withoutFlag(String file) {
        byte[] bytes = Base64.getDecoder().decode(file);
        byte[] secret = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, secret, 0, secret.length);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static void checkNetworkKey(byte[] input, NetworkSecretKey key) throws Exception {
        String file = key.toKeyFileText();
        NetworkSecretKey again = NetworkSecretKey.parseKeyFile(file);
        assertEquals(file, again.toKeyFileText());
        assertEquals(key.publicKey(), again.publicKey());
        assertEquals(key.publicKey(), NetworkPublicKey.decode(key.publicKey().toBytes()));
    }

    private static NetworkSecretKey networkKey() {
        try {
            return NetworkSecretKey.decode(
                    Vectors.hex(Examples.cases("network-keys.json").getFirst().get("secretHex")));
        } catch (IOException e) {
            throw new AssertionError("vectors", e);
        }
    }

    private static byte[] pem() {
        byte[] body = networkKey().toJcaKey().getEncoded();
        return HostileText.bytes(
                armoured(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body)));
    }

    private static String armoured(String body) {
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /// As of a TLS certificate, after the JDK has read it.
    private static NetworkPublicKey certified(byte[] input) throws Exception {
        KeyFactory factory = KeyFactory.getInstance("EC");
        return NetworkPublicKey.of(
                (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(input)));
    }

    private static List<byte[]> certifiedKeys() {
        List<byte[]> keys = new ArrayList<>();
        for (byte[] compressed :
                hexFields(Examples.cases("network-keys.json"), "publicKeyCompressedHex")) {
            try {
                keys.add(NetworkPublicKey.decode(compressed).toJcaKey().getEncoded());
            } catch (IOException e) {
                throw new AssertionError("vectors", e);
            }
        }
        return keys;
    }
}
