// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuiltIdentifierOrderTest {
    /// On both sides of every change of length in UTF-8, and around the surrogates of UTF-16.
    private static final List<Integer> CODE_POINTS =
            List.of(0x61, 0x7E, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF);

    @Test
    void namesAreInTheOrderOfTheBytesOfTheirUtf8() {
        Random random = TestSeed.random("QuiltIdentifierOrderTest", 8);
        boolean unlikeStrings = false;
        for (int i = 0; i < 20_000; i++) {
            String one = name(random);
            String other = name(random);
            int expected =
                    Integer.signum(
                            Arrays.compareUnsigned(
                                    one.getBytes(StandardCharsets.UTF_8),
                                    other.getBytes(StandardCharsets.UTF_8)));
            int actual =
                    Integer.signum(new QuiltIdentifier(one).compareTo(new QuiltIdentifier(other)));
            assertEquals(expected, actual, () -> one + " and " + other);
            unlikeStrings |= expected != Integer.signum(one.compareTo(other));
        }
        assertTrue(unlikeStrings, "no pair on which the order of String differs");
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            name.appendCodePoint(CODE_POINTS.get(random.nextInt(CODE_POINTS.size())));
        }
        return name.toString();
    }
}
