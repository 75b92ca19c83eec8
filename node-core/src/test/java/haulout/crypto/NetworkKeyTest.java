// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.WireFormatException;
import haulout.testing.Vectors;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkKeyTest {
    private static final String ORDER =
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000001",
                "0000000000000000000000000000000000000000000000000000000000000002",
                "00000000000000000000000000000000000000000000000000000000000000ff",
                "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8",
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550"
            })
    void derivesTheSamePointAsAnotherLibrary(String hex) throws WireFormatException {
        byte[] expected =
                ECNamedCurveTable.getParameterSpec("P-256")
                        .getG()
                        .multiply(new BigInteger(hex, 16))
                        .getEncoded(true);
        NetworkPublicKey key = NetworkSecretKey.decode(Vectors.hex(hex)).publicKey();
        assertEquals(Vectors.hex(expected), key.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0000000000000000000000000000000000000000000000000000000000000000",
                ORDER,
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void refusesSecretKeysOutOfRange(String hex) {
        assertThrows(WireFormatException.class, () -> NetworkSecretKey.decode(Vectors.hex(hex)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02",
                // flag of an uncompressed point
                "0477e03c0521846862f53574bffab17d4bb88198d4aec89e3b1b11e134bd568e01",
                // no point of the curve has this abscissa
                "020000000000000000000000000000000000000000000000000000000000000001",
                // beyond the field
                "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void refusesBytesThatAreNoCompressedPoint(String hex) {
        assertThrows(WireFormatException.class, () -> NetworkPublicKey.decode(Vectors.hex(hex)));
    }

    @Test
    void namesServersWithoutZeroPadding() throws WireFormatException {
        // walrus-protocol 5.9
        byte[] key =
                Vectors.hex("0277e03c0521846862f53574bffab17d4bb88198d4aec89e3b1b11e134bd568e01");
        assertEquals("277e03c.network.walrus.alt", NetworkPublicKey.decode(key).serverName());
    }

    @Test
    void readsPkcs8InPem() throws Exception {
        KeyPair pair = pair("secp256r1");
        NetworkSecretKey key = NetworkSecretKey.parseKeyFile(pem(pair));
        assertEquals(NetworkPublicKey.of((ECPublicKey) pair.getPublic()), key.publicKey());
        assertEquals(
                key.publicKey(), NetworkSecretKey.parseKeyFile(key.toKeyFileText()).publicKey());
    }

    @Test
    void refusesKeysOfAnotherCurveAndOtherPem() throws Exception {
        KeyPair pair = pair("secp384r1");
        assertThrows(WireFormatException.class, () -> NetworkSecretKey.parseKeyFile(pem(pair)));
        assertThrows(
                WireFormatException.class,
                () -> NetworkPublicKey.of((ECPublicKey) pair.getPublic()));
        String good = pem(pair("secp256r1"));
        for (String bad :
                new String[] {
                    "-----",
                    "-----BEGIN PRIVATE KEY-----",
                    good.replace("PRIVATE", "PUBLIC"),
                    good.substring(0, 100),
                    good + good,
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                    good + " ".repeat(5000)
                }) {
            assertThrows(WireFormatException.class, () -> NetworkSecretKey.parseKeyFile(bad));
        }
    }

    @Test
    void theKeysOfTheJdkSignAndVerify() throws Exception {
        NetworkSecretKey key = NetworkSecretKey.generate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.toJcaKey());
        signature.update((byte) 1);
        byte[] bytes = signature.sign();
        signature.initVerify(key.publicKey().toJcaKey());
        signature.update((byte) 1);
        assertTrue(signature.verify(bytes));
    }

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
