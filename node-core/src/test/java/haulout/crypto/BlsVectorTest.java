// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.WireFormatException;
import haulout.testing.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BlsVectorTest {
    @TestFactory
    Stream<DynamicTest> derivesThePublicKeyAndTheKeyFile() {
        return Vectors.tests(
                "bls.json",
                "keys",
                item -> {
                    byte[] secret = Vectors.hex(item.get("secretKeyHex"));
                    BlsSecretKey key = BlsSecretKey.decode(secret);
                    String publicKey = item.get("publicKeyHex").textValue();
                    String keyFile = item.get("keyFileBase64").textValue();
                    assertEquals(publicKey, key.publicKey().toString());
                    assertEquals(
                            item.get("publicKeyBase64").textValue(), key.publicKey().toBase64());
                    assertEquals(keyFile, key.toKeyFileText());
                    BlsSecretKey fromFile = BlsSecretKey.parseKeyFile(keyFile + "\n");
                    assertEquals(key.publicKey(), fromFile.publicKey());
                    assertEquals(
                            key.publicKey(),
                            BlsPublicKey.decode(key.publicKey().toUncompressedBytes()));
                    assertEquals(
                            key.publicKey(),
                            BlsPublicKey.parseBase64(item.get("publicKeyBase64").textValue()));
                });
    }

    @TestFactory
    Stream<DynamicTest> verifiesWhatTheReferenceVerifiesAndNothingElse() {
        return Vectors.tests("bls.json", "verify", BlsVectorTest::checkVerify);
    }

    private static void checkVerify(JsonNode item) throws WireFormatException {
        byte[] message = Vectors.hex(item.get("messageHex"));
        if (item.get("expect").isTextual()) {
            assertEquals("error", item.get("expect").textValue());
        }
        // what does not parse is not valid either
        boolean expected = item.get("expect").asBoolean(false);
        boolean actual;
        try {
            actual = verify(item, message);
        } catch (WireFormatException e) {
            actual = false;
        }
        assertEquals(expected, actual);
        if (expected) {
            for (JsonNode key : Vectors.list("bls.json", "keys")) {
                if (key.get("publicKeyHex").equals(item.get("publicKeyHex"))) {
                    BlsSecretKey secret = BlsSecretKey.decode(Vectors.hex(key.get("secretKeyHex")));
                    assertEquals(
                            item.get("signatureHex").textValue(), secret.sign(message).toString());
                }
            }
        }
    }

    private static boolean verify(JsonNode item, byte[] message) throws WireFormatException {
        BlsPublicKey key = BlsPublicKey.decode(Vectors.hex(item.get("publicKeyHex")));
        byte[] bytes = Vectors.hex(item.get("signatureHex"));
        if (item.has("signatureBase64") && bytes.length == BlsSignature.BYTES) {
            assertArrayEquals(
                    bytes,
                    UncheckedBlsSignature.parseBase64(item.get("signatureBase64").textValue())
                            .toBytes());
        }
        return BlsSignature.decode(bytes).verify(key, message);
    }

    @TestFactory
    Stream<DynamicTest> aggregatesAsTheReferenceDoes() {
        return Vectors.tests("bls.json", "aggregates", BlsVectorTest::checkAggregate);
    }

    private static void checkAggregate(JsonNode item) throws WireFormatException {
        List<JsonNode> committee = Vectors.list("bls.json", "keys");
        List<BlsPublicKey> keys = new ArrayList<>();
        for (JsonNode index : item.get("signerIndices")) {
            keys.add(
                    BlsPublicKey.decode(
                            Vectors.hex(committee.get(index.intValue()).get("publicKeyHex"))));
        }
        BlsSignature aggregate =
                BlsSignature.decode(Vectors.hex(item.get("aggregateSignatureHex")));
        if (item.has("signaturesHex")) {
            List<BlsSignature> signatures = new ArrayList<>();
            for (JsonNode signature : item.get("signaturesHex")) {
                signatures.add(BlsSignature.decode(Vectors.hex(signature)));
            }
            assertEquals(aggregate, BlsSignature.aggregate(signatures));
        }
        if (item.has("aggregatePublicKeyHex")) {
            assertEquals(
                    item.get("aggregatePublicKeyHex").textValue(),
                    BlsPublicKey.sum(keys).orElseThrow().toString());
        }
        assertEquals(
                item.get("expect").asBoolean(false),
                aggregate.verifyAggregate(keys, Vectors.hex(item.get("messageHex"))));
    }
}
