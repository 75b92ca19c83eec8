// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.core.WireFormatException;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import haulout.testing.TestSeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the reference client looks at in a certificate, byte by byte.
class NodeCertificateTest {
    private static final Random RANDOM = new Random(5);

    @TempDir Path folder;

    private static boolean contains(byte[] all, byte[] part) {
        HexFormat hex = HexFormat.of();
        int at = hex.formatHex(all).indexOf(hex.formatHex(part));
        return at >= 0 && at % 2 == 0;
    }

    /// One RDN with one CN as UTF8String, in DER.
    private static byte[] name(String commonName) {
        byte[] text = commonName.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.writeBytes(
                new byte[] {
                    0x30,
                    (byte) (text.length + 11),
                    0x31,
                    (byte) (text.length + 9),
                    0x30,
                    (byte) (text.length + 7),
                    0x06,
                    0x03,
                    0x55,
                    0x04,
                    0x03,
                    0x0C,
                    (byte) text.length
                });
        der.writeBytes(text);
        return der.toByteArray();
    }

    @Test
    void theSelfSignedCertificateIsWhatTheReferenceClientExpects() throws Exception {
        NetworkSecretKey key = NetworkSecretKey.generate();
        X509Certificate certificate = NodeCertificate.selfSigned(key, "node.example.org", RANDOM);
        String name = key.publicKey().serverName();
        assertEquals(3, certificate.getVersion());
        assertArrayEquals(name(name), certificate.getSubjectX500Principal().getEncoded());
        assertArrayEquals(name(name), certificate.getIssuerX500Principal().getEncoded());
        assertEquals("SHA256withECDSA", certificate.getSigAlgName());
        assertEquals("1.2.840.10045.4.3.2", certificate.getSigAlgOID());
        assertEquals(-1, certificate.getBasicConstraints());
        assertEquals(Set.of("2.5.29.17"), certificate.getNonCriticalExtensionOIDs());
        assertTrue(
                certificate.getCriticalExtensionOIDs() == null
                        || certificate.getCriticalExtensionOIDs().isEmpty());
        assertEquals(
                List.of(List.of(2, name), List.of(2, "node.example.org")),
                List.copyOf(certificate.getSubjectAlternativeNames()));
        assertEquals(Instant.parse("1975-01-01T00:00:00Z"), certificate.getNotBefore().toInstant());
        assertEquals(Instant.parse("4096-01-01T00:00:00Z"), certificate.getNotAfter().toInstant());
        // years to 2049 as UTCTime, later ones as GeneralizedTime
        assertTrue(
                contains(
                        certificate.getEncoded(),
                        "\u0017\r750101000000Z\u0018\u000f40960101000000Z"
                                .getBytes(StandardCharsets.US_ASCII)));
        assertTrue(certificate.getSerialNumber().signum() > 0);
        certificate.verify(key.publicKey().toJcaKey());
    }

    @Test
    void theKeyIsAnUncompressedPointOnANamedCurve() throws Exception {
        NetworkSecretKey key = NetworkSecretKey.generate();
        byte[] encoded =
                NodeCertificate.selfSigned(key, "127.0.0.1", RANDOM).getPublicKey().getEncoded();
        assertEquals(
                "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
                HexFormat.of().formatHex(encoded, 0, 27));
        assertEquals(91, encoded.length);
        assertArrayEquals(
                java.util.Arrays.copyOfRange(key.publicKey().toBytes(), 1, 33),
                java.util.Arrays.copyOfRange(encoded, 27, 59));
        assertTrue(
                contains(
                        NodeCertificate.selfSigned(key, "127.0.0.1", RANDOM).getEncoded(),
                        encoded));
    }

    @Test
    void addressesAreNamedAsAddresses() throws Exception {
        NetworkSecretKey key = NetworkSecretKey.generate();
        String name = key.publicKey().serverName();
        assertEquals(
                List.of(List.of(2, name), List.of(7, "127.0.0.1")),
                List.copyOf(
                        NodeCertificate.selfSigned(key, "127.0.0.1", RANDOM)
                                .getSubjectAlternativeNames()));
        assertEquals(
                List.of(List.of(2, name), List.of(7, "2001:db8:0:0:0:0:0:1")),
                List.copyOf(
                        NodeCertificate.selfSigned(key, "2001:db8::1", RANDOM)
                                .getSubjectAlternativeNames()));
    }

    @Test
    void theNameHasNoPaddingWhateverTheKey() throws Exception {
        Random random = TestSeed.random("theNameHasNoPaddingWhateverTheKey", 11);
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            secret[0] = 1;
            NetworkSecretKey key = NetworkSecretKey.decode(secret);
            X509Certificate certificate = NodeCertificate.selfSigned(key, "a.b", RANDOM);
            StringBuilder expected = new StringBuilder();
            for (int j = 0; j < 4; j++) {
                expected.append(Integer.toString(key.publicKey().toBytes()[j] & 0xFF, 16));
            }
            assertArrayEquals(
                    name(expected + ".network.walrus.alt"),
                    certificate.getSubjectX500Principal().getEncoded());
            lengths.add(expected.length());
        }
        assertTrue(lengths.size() > 1, "names of several lengths: " + lengths);
    }

    @Test
    void aCertificateOfAnAuthorityIsTakenForTheNetworkKeyOnly() throws Exception {
        NetworkSecretKey key = NetworkSecretKey.generate();
        X509Certificate own = NodeCertificate.selfSigned(key, "node.example.org", RANDOM);
        NetworkSecretKey authority = NetworkSecretKey.generate();
        X509Certificate other = NodeCertificate.selfSigned(authority, "ca.example.org", RANDOM);
        Path file = folder.resolve("chain.pem");
        Files.writeString(file, pem(own) + pem(other));
        assertEquals(List.of(own, other), NodeCertificate.load(file, key.publicKey()));
        NetworkPublicKey stranger = authority.publicKey();
        assertThrows(WireFormatException.class, () -> NodeCertificate.load(file, stranger));
        Files.writeString(file, "no certificate");
        assertThrows(WireFormatException.class, () -> NodeCertificate.load(file, key.publicKey()));
        Files.write(file, new byte[(1 << 16) + 1]);
        assertThrows(WireFormatException.class, () -> NodeCertificate.load(file, key.publicKey()));
        assertThrows(
                IOException.class,
                () -> NodeCertificate.load(folder.resolve("none"), key.publicKey()));
    }

    /// As an operator gets one: `openssl` makes a certificate for the key, signed by an authority.
    @Test
    void aCertificateMadeWithOpensslForTheSameKeyIsTaken() throws Exception {
        Path openssl = Path.of("/usr/bin/openssl");
        assumeTrue(Files.isExecutable(openssl));
        NetworkSecretKey key = NetworkSecretKey.generate();
        Path pem = folder.resolve("key.pem");
        Files.writeString(
                pem,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pkcs8WithPublicKey(key))
                        + "\n-----END PRIVATE KEY-----\n");
        run(openssl + " ecparam -name prime256v1 -genkey -noout -out ca.key");
        run(openssl + " req -x509 -new -key ca.key -subj /CN=ca -days 2 -out ca.pem");
        run(openssl + " req -new -key key.pem -subj /CN=node.example.org -out node.csr");
        run(
                openssl
                        + " x509 -req -in node.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
                        + " -out node.pem");
        List<X509Certificate> chain =
                NodeCertificate.load(folder.resolve("node.pem"), key.publicKey());
        assertEquals("CN=node.example.org", chain.getFirst().getSubjectX500Principal().toString());
        assertFalse(
                chain.getFirst()
                        .getIssuerX500Principal()
                        .equals(chain.getFirst().getSubjectX500Principal()));
        assertNull(chain.getFirst().getExtensionValue("2.5.29.19"));
    }

    private static byte[] pkcs8WithPublicKey(NetworkSecretKey key) {
        return key.toJcaKey().getEncoded();
    }

    private void run(String command) throws Exception {
        Process process =
                new ProcessBuilder(command.split(" ", -1))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + ": " + out);
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
