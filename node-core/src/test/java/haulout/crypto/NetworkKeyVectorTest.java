// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NetworkKeyVectorTest {
    @TestFactory
    Stream<DynamicTest> derivesThePublicKeyTheKeyFileAndTheServerName() {
        return Vectors.tests(
                "network-keys.json",
                item -> {
                    byte[] secret = Vectors.hex(item.get("secretHex"));
                    byte[] publicKey = Vectors.hex(item.get("publicKeyCompressedHex"));
                    String keyFile = item.get("keyFileBase64").textValue();
                    NetworkSecretKey key = NetworkSecretKey.decode(secret);
                    assertArrayEquals(publicKey, key.publicKey().toBytes());
                    assertEquals(keyFile, key.toKeyFileText());
                    assertEquals(
                            key.publicKey(), NetworkSecretKey.parseKeyFile(keyFile).publicKey());
                    assertEquals(item.get("serverName").textValue(), key.publicKey().serverName());
                    assertEquals(key.publicKey(), NetworkPublicKey.decode(publicKey));
                });
    }
}
