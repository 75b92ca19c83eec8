// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.EncodingConfig;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ReedSolomonCodeTest {
    @Test
    void rowsOfANetworkAreAlwaysHighRate() {
        for (int n = 4; n <= 1000; n++) {
            int k = new EncodingConfig(n).secondarySourceCount();
            assertTrue(new ReedSolomonCode(k, n - k).isHighRate(), "n = " + n);
        }
    }

    /// The list of walrus-protocol part 2.4.
    @Test
    void columnsOfANetworkAreHighRateForTheListedShardCountsOnly() {
        int[][] listed = {
            {4, 9},
            {11, 15},
            {21, 21},
            {23, 27},
            {45, 45},
            {47, 51},
            {93, 93},
            {95, 99},
            {189, 189},
            {191, 195},
            {381, 381},
            {383, 387},
            {765, 765},
            {767, 771}
        };
        BitSet highRate = new BitSet();
        for (int[] range : listed) {
            highRate.set(range[0], range[1] + 1);
        }
        for (int n = 4; n <= 1000; n++) {
            int k = new EncodingConfig(n).primarySourceCount();
            assertEquals(highRate.get(n), new ReedSolomonCode(k, n - k).isHighRate(), "n = " + n);
        }
    }

    @Test
    void refusesCodesThatTheFieldCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> new ReedSolomonCode(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReedSolomonCode(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ReedSolomonCode(32768, 32768));
    }

    @Test
    void refusesPatternsThatDoNotFitTheCode() {
        ReedSolomonCode code = new ReedSolomonCode(3, 2);
        int[] none = {};
        refusesPattern(code, new int[] {0, 1}, none);
        refusesPattern(code, new int[] {0, 1, 1}, none);
        refusesPattern(code, new int[] {0, 1, 5}, none);
        refusesPattern(code, new int[] {0, 1, -1}, none);
        refusesPattern(code, new int[] {0, 1, 3}, new int[] {1});
        refusesPattern(code, new int[] {0, 1, 3}, new int[] {2, 2});
        refusesPattern(code, new int[] {0, 1, 3}, new int[] {4});
    }

    private static void refusesPattern(ReedSolomonCode code, int[] present, int[] wanted) {
        assertThrows(
                IllegalArgumentException.class, () -> new ErasurePattern(code, present, wanted));
    }
}
