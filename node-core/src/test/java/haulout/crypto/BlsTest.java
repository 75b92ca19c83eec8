// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.WireFormatException;
import haulout.testing.TestSeed;
import haulout.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlsTest {
    private static final byte[] MESSAGE = "haulout".getBytes(StandardCharsets.UTF_8);

    private static BlsSecretKey key(int number) throws WireFormatException {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return BlsSecretKey.decode(secret);
    }

    @Test
    void readsTheKeyFileOfTheReferenceTests() throws WireFormatException {
        // walrus-core keys.rs, as quoted in bls.json
        BlsSecretKey key =
                BlsSecretKey.parseKeyFile("BBlm7tRefoPuaKoVoxVtnUBBDCfy+BGPREM8B6oSkOEj");
        BlsSecretKey same =
                BlsSecretKey.decode(
                        Vectors.hex(
                                "1966eed45e7e83ee68aa15a3156d9d40410c27f2f8118f44433c07aa1290e123"));
        assertEquals(same.publicKey(), key.publicKey());
    }

    @Test
    void printsNoSecret() throws WireFormatException {
        assertEquals("BLS secret key of 32 bytes", key(7).toString());
        assertEquals("network secret key of 32 bytes", NetworkSecretKey.generate().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000000000000000000000000000000000000000000000000000000",
                // the group order, and beyond
                "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "00000000000000000000000000000000000000000000000000000000000001",
                "000000000000000000000000000000000000000000000000000000000000000001"
            })
    void refusesSecretKeysOutOfRange(String hex) {
        assertThrows(WireFormatException.class, () -> BlsSecretKey.decode(Vectors.hex(hex)));
    }

    @Test
    void takesTheLargestSecretKey() throws WireFormatException {
        byte[] largest =
                Vectors.hex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000");
        BlsPublicKey minusOne = BlsSecretKey.decode(largest).publicKey();
        assertEquals(Optional.empty(), BlsPublicKey.sum(List.of(minusOne, key(1).publicKey())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BA==",
                "not base64",
                "BBlm7tRefoPuaKoVoxVtnUBBDCfy+BGPREM8B6oSkOE=",
                // the flag of a network key
                "AnkBfAti3EUx693cp5uF3wr8q+fIV6TVJ/4SfN10kEuv",
                "BBlm7tRefoPuaKoVoxVtnUBBDCfy+BGPREM8B6oSkOEj\n\n",
                " BBlm7tRefoPuaKoVoxVtnUBBDCfy+BGPREM8B6oSkOEj"
            })
    void refusesOtherKeyFiles(String text) {
        assertThrows(WireFormatException.class, () -> BlsSecretKey.parseKeyFile(text));
    }

    @Test
    void refusesTheIdentityAsAKeyInBothForms() {
        byte[] compressed = new byte[48];
        compressed[0] = (byte) 0xC0;
        byte[] uncompressed = new byte[96];
        uncompressed[0] = 0x40;
        assertThrows(WireFormatException.class, () -> BlsPublicKey.decode(compressed));
        assertThrows(WireFormatException.class, () -> BlsPublicKey.decode(uncompressed));
    }

    @Test
    void theIdentityVerifiesNothing() throws WireFormatException {
        byte[] identity = new byte[96];
        identity[0] = (byte) 0xC0;
        BlsSignature signature = BlsSignature.decode(identity);
        assertFalse(signature.verify(key(1).publicKey(), MESSAGE));
        assertFalse(signature.verifyAggregate(List.of(), MESSAGE));
        // keys that cancel out would make it verify
        BlsPublicKey minusOne =
                BlsSecretKey.decode(
                                Vectors.hex(
                                        "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000"))
                        .publicKey();
        assertFalse(signature.verifyAggregate(List.of(key(1).publicKey(), minusOne), MESSAGE));
    }

    @Test
    void refusesPointsOutsideTheSubgroup() {
        // x = 4 on G1's curve and x = 2 on G2's: points of the curve, not of the subgroup
        byte[] key = new byte[48];
        key[0] = (byte) 0x80;
        key[47] = 4;
        byte[] signature = new byte[96];
        signature[0] = (byte) 0x80;
        signature[95] = 2;
        WireFormatException aboutKey =
                assertThrows(WireFormatException.class, () -> BlsPublicKey.decode(key));
        WireFormatException aboutSignature =
                assertThrows(WireFormatException.class, () -> BlsSignature.decode(signature));
        assertEquals("another point of the curve", aboutKey.actual());
        assertEquals("another point of the curve", aboutSignature.actual());
    }

    @Test
    void refusesKeysWhoseFlagDoesNotFitTheirLength() throws WireFormatException {
        byte[] compressed = key(3).publicKey().toBytes();
        byte[] uncompressed = key(3).publicKey().toUncompressedBytes();
        assertThrows(
                WireFormatException.class,
                () -> BlsPublicKey.decode(Arrays.copyOf(compressed, 96)));
        assertThrows(
                WireFormatException.class,
                () -> BlsPublicKey.decode(Arrays.copyOf(uncompressed, 48)));
        byte[] flagged = compressed.clone();
        flagged[0] &= 0x7F;
        assertThrows(WireFormatException.class, () -> BlsPublicKey.decode(flagged));
    }

    @Test
    void refusesUncompressedSignatures() {
        assertThrows(WireFormatException.class, () -> BlsSignature.decode(new byte[192]));
    }

    @Test
    void aSumOrAggregateOfNothingIsABug() {
        assertThrows(IllegalArgumentException.class, () -> BlsPublicKey.sum(List.of()));
        assertThrows(IllegalArgumentException.class, () -> BlsSignature.aggregate(List.of()));
    }

    @Test
    void generatesKeysThatSign() {
        Random random = TestSeed.random("BlsTest", 11);
        BlsSecretKey one = BlsSecretKey.generate(random);
        BlsSecretKey other = BlsSecretKey.generate(random);
        assertNotEquals(one.publicKey(), other.publicKey());
        assertTrue(one.sign(MESSAGE).verify(one.publicKey(), MESSAGE));
        assertFalse(one.sign(MESSAGE).verify(other.publicKey(), MESSAGE));
    }

    @Test
    void hostileBytesAreOnlyEverRefused() throws WireFormatException {
        Random random = TestSeed.random("BlsTest", 12);
        byte[] key = key(5).publicKey().toBytes();
        byte[] signature = key(5).sign(MESSAGE).toBytes();
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] badKey = mutate(key, random);
            byte[] badSignature = mutate(signature, random);
            refused += refuses(() -> BlsPublicKey.decode(badKey));
            refused += refuses(() -> BlsSignature.decode(badSignature));
        }
        // a changed byte gives a point of the curve half of the time, hardly ever one of the
        // subgroup
        assertTrue(refused > 790, "refused " + refused + " of 800");
    }

    private interface Decoding {
        Object decode() throws WireFormatException;
    }

    private static int refuses(Decoding decoding) {
        try {
            decoding.decode();
            return 0;
        } catch (WireFormatException expected) {
            return 1;
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = Arrays.copyOf(bytes, bytes.length - (random.nextInt(8) == 0 ? 1 : 0));
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
        return mutated;
    }
}
