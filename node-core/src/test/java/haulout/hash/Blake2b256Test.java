// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Blake2b256Test {
    private static final long SEED = Long.getLong("haulout.seed", 7693);

    private final Random random = new Random(SEED);

    @BeforeAll
    static void saySeed() {
        System.out.println("Blake2b256Test: -Dhaulout.seed=" + SEED);
    }

    /// Digests of BLAKE2b with 32 bytes, from the reference program `b2sum -l 256`.
    @Test
    void hashesKnownMessages() {
        assertEquals("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8", hex(""));
        assertEquals(
                "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319", hex("abc"));
        assertEquals(
                "01718cec35cd3d796dd00020e0bfecb473ad23457d063b75eff29c0ffa2e58a9",
                hex("The quick brown fox jumps over the lazy dog"));
    }

    /// RFC 7693, appendix A, gives the chaining value of "abc" for 64 bytes of digest: the
    /// compression function is the same, only the parameter block differs.
    @Test
    void compressesAsInTheAppendixOfTheRfc() {
        long[] h = new long[8];
        Blake2bBlock.start(h);
        h[0] ^= 0x20 ^ 0x40;
        byte[] block = new byte[128];
        System.arraycopy("abc".getBytes(US_ASCII), 0, block, 0, 3);
        Blake2bBlock.compress(h, new long[16], block, 0, 3, -1);
        byte[] digest = new byte[64];
        for (int i = 0; i < 8; i++) {
            Blake2bBlock.WORD.set(digest, 8 * i, h[i]);
        }
        assertEquals(
                "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
                HexFormat.of().formatHex(digest));
    }

    @Test
    void equalsBouncyCastleForEveryLengthAndEverySplit() {
        Blake2b256 hash = new Blake2b256();
        for (int length = 0; length <= 1100; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            byte[] expected = new byte[32];
            Blake2bDigest other = new Blake2bDigest(256);
            other.update(message, 0, length);
            other.doFinal(expected, 0);
            assertArrayEquals(expected, Blake2b256.hash(message), "whole, length " + length);
            for (int done = 0; done < length; ) {
                int piece = Math.min(length - done, random.nextInt(300));
                hash.update(message, done, piece);
                done += piece;
                if (done < length && random.nextInt(4) == 0) {
                    hash.update(message[done++]);
                }
            }
            byte[] actual = new byte[40];
            hash.digest(actual, 5);
            byte[] placed = new byte[40];
            System.arraycopy(expected, 0, placed, 5, 32);
            assertArrayEquals(placed, actual, "in pieces, length " + length);
        }
    }

    @Test
    void forgetsTheMessageWhenReset() {
        Blake2b256 hash = new Blake2b256();
        hash.update(new byte[200]).reset();
        assertArrayEquals(Blake2b256.hash(new byte[0]), hash.digest());
    }

    @Test
    void aDigestMayOverwriteTheMessage() {
        byte[] bytes = "abc".getBytes(US_ASCII);
        byte[] place = new byte[32];
        System.arraycopy(bytes, 0, place, 0, 3);
        Blake2b256.hash(place, 0, 3, place, 0);
        assertArrayEquals(Blake2b256.hash(bytes), place);
    }

    @Test
    void refusesRangesOutsideOfTheArray() {
        Blake2b256 hash = new Blake2b256();
        byte[] bytes = new byte[10];
        assertThrows(IndexOutOfBoundsException.class, () -> hash.update(bytes, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> hash.update(bytes, -1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> hash.digest(new byte[40], 9));
        hash.update(bytes, 0, 10);
        assertArrayEquals(Blake2b256.hash(bytes), hash.digest());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(Blake2b256.hash(text.getBytes(US_ASCII)));
    }
}
