// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The field, against literals of the specification (part 2.1) and against the laws of a field.
class GaloisFieldTest {
    private static final SplittableRandom RANDOM = EngineComparison.random("GaloisFieldTest");

    @Test
    void tablesHaveTheRecordedDigests() {
        assertEquals(
                "2016ee0982f33f3b6d46fc5731540a073e73b2e7d093ba82e1998364d9dafcd5",
                sha256(GaloisField.EXP));
        assertEquals(
                "c7eafc7e425f44aa8c3cf82dee5f4b3e50a710844082c0f1adcd4b95d4330c1f",
                sha256(GaloisField.LOG));
    }

    @Test
    void skewFactorsAreTheRecordedTable() {
        char[] skew = new char[65535];
        for (int i = 0; i < skew.length; i++) {
            int distance = Integer.lowestOneBit(i + 1);
            skew[i] = GaloisField.LOG[GaloisField.skewFactor(i + 1 - distance, distance)];
        }
        assertEquals(
                "386153e81df25ed50a4be744fc292281790994bf3472076e6bed4e65463c3949", sha256(skew));
        char[] first = {65535, 65535, 21845, 65535, 17476, 21845, 34952, 65535};
        assertArrayEquals(first, Arrays.copyOf(skew, 8));
    }

    @Test
    void walshTableIsTheRecordedOne() {
        char[] walsh = GaloisField.walshOfLogarithms(65536);
        assertEquals(
                "c41a535bc53c7c940ec7ca8bc548f1f91368df7c75ec61f79330b0f5fbea6c8b", sha256(walsh));
        char[] first = {65535, 8105, 48770, 36820};
        assertArrayEquals(first, Arrays.copyOf(walsh, 4));
    }

    @Test
    void tablesBeginAndEndAsSpecified() {
        char[] logs = {0, 21845, 43690, 17476, 4369, 34952, 8738, 56797};
        assertArrayEquals(logs, Arrays.copyOfRange(GaloisField.LOG, 1, 9));
        char[] powers = {0x0001, 0x4690, 0x65D8, 0x62D0};
        assertArrayEquals(powers, Arrays.copyOf(GaloisField.EXP, 4));
        assertEquals(0x2646, GaloisField.EXP[65534]);
        assertEquals(0x0001, GaloisField.EXP[65535]);
    }

    @Test
    void productsAreTheSpecifiedOnes() {
        assertEquals(0x0001, GaloisField.multiply(2, 3));
        assertEquals(0x43C1, GaloisField.multiply(0x1234, 0xABCD));
        assertEquals(0x8000, GaloisField.multiply(0xFFFF, 0xFFFF));
        assertEquals(0x0003, GaloisField.inverse(2));
    }

    @Test
    void fieldLawsHold() {
        for (int i = 0; i < 20_000; i++) {
            int a = element();
            int b = element();
            int c = element();
            int ab = GaloisField.multiply(a, b);
            assertEquals(ab, GaloisField.multiply(b, a));
            assertEquals(
                    GaloisField.multiply(ab, c),
                    GaloisField.multiply(a, GaloisField.multiply(b, c)));
            assertEquals(ab ^ GaloisField.multiply(a, c), GaloisField.multiply(a, b ^ c));
            assertEquals(a, GaloisField.multiply(a, 1));
            assertEquals(0, GaloisField.multiply(a, 0));
            if (a != 0) {
                assertEquals(1, GaloisField.multiply(a, GaloisField.inverse(a)));
            }
        }
    }

    @Test
    void bothSpellingsOfLogarithmZeroMultiplyByOne() {
        for (int x = 0; x < 65536; x++) {
            assertEquals(x, GaloisField.multiplyByLog(x, 0));
            assertEquals(x, GaloisField.multiplyByLog(x, 65535));
        }
    }

    @Test
    void theFirst256ElementsAreASubfield() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                assertTrue(GaloisField.multiply(a, b) < 256);
            }
        }
    }

    @Test
    void basisElementIsMappedToTheOneBeforeBySquareAndAdd() {
        for (int i = 1; i < 16; i++) {
            int element = 1 << i;
            assertEquals(
                    1 << (i - 1), GaloisField.multiply(element, element) ^ element, "element " + i);
        }
    }

    @Test
    void towerConstantSatisfiesItsEquation() {
        assertEquals(TowerField.P, GaloisField.multiply(256, 256) ^ 256);
    }

    @Test
    void changeToTheTowerIsAdditiveAndItsOwnInverse() {
        for (int i = 0; i < 20_000; i++) {
            int x = element();
            int y = element();
            assertEquals(tower(x) ^ tower(y), tower(x ^ y));
            assertEquals(x, tower(tower(x)));
        }
    }

    /// An element is lo + hi·b with b the element 256, when lo and hi are its tower coordinates.
    @Test
    void towerCoordinatesMeanWhatTheySay() {
        for (int x = 0; x < 65536; x++) {
            int t = tower(x);
            assertEquals(x, t & 255 ^ GaloisField.multiply(t >> 8, 256));
        }
    }

    @Test
    void productsByTheTowersConstantsAreThoseOfTheField() {
        for (int i = 0; i < 50_000; i++) {
            int x = element();
            int c = element();
            int constants = TowerField.constants(c);
            int lo = tower(x) & 255;
            int hi = tower(x) >> 8;
            int u = GaloisField.multiply(constants & 255, lo);
            int low = u ^ GaloisField.multiply(constants >> 8 & 255, hi);
            int high = u ^ GaloisField.multiply(constants >> 16, lo ^ hi);
            assertEquals(GaloisField.multiply(c, x), tower(low | high << 8), c + " times " + x);
        }
    }

    @Test
    void tablesOfEveryWidthHoldTheProducts() {
        for (int lanes = 16; lanes <= 64; lanes *= 2) {
            byte[] tables = TowerField.tables(lanes);
            int bits = Integer.numberOfTrailingZeros(lanes);
            for (int table = 0; table <= TowerField.LAMBDA; table++) {
                int start = table * TowerField.tableBytes(lanes);
                for (int v = 0; v < 256; v++) {
                    int expected =
                            table == TowerField.LAMBDA
                                    ? TowerField.lambda(v)
                                    : GaloisField.multiply(table, v);
                    int noise = RANDOM.nextInt(256) << 8 - bits;
                    int low = tables[start + (v & lanes - 1)];
                    int high = tables[start + lanes + ((v >> bits | noise) & lanes - 1)];
                    assertEquals(expected, (low ^ high) & 255);
                }
            }
        }
    }

    private int element() {
        return RANDOM.nextInt(65536);
    }

    private static int tower(int x) {
        return x ^ TowerField.lambda(x >> 8);
    }

    private static String sha256(char[] table) {
        byte[] bytes = new byte[2 * table.length];
        for (int i = 0; i < table.length; i++) {
            bytes[2 * i] = (byte) table[i];
            bytes[2 * i + 1] = (byte) (table[i] >> 8);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
