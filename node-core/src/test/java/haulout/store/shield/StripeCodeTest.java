// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.backblaze.erasure.ReedSolomon;
import haulout.testing.TestSeed;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our loop gives what the library's own ones give.
class StripeCodeTest {
    private static final int BYTES = 1000;

    private final Random random = TestSeed.random("StripeCodeTest", 5);

    private byte[][] stripes(int parityCount) {
        byte[][] stripes = new byte[ParityLayout.DATA_STRIPES + parityCount][BYTES];
        for (byte[] stripe : stripes) {
            random.nextBytes(stripe);
        }
        return stripes;
    }

    private static byte[][] copy(byte[][] stripes) {
        byte[][] copy = new byte[stripes.length][];
        for (int i = 0; i < stripes.length; i++) {
            copy[i] = stripes[i].clone();
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theParityIsThatOfTheLibrary(int parityCount) {
        byte[][] ours = stripes(parityCount);
        byte[][] its = copy(ours);
        new StripeCode(parityCount).encode(ours, BYTES - 3);
        ReedSolomon.create(ParityLayout.DATA_STRIPES, parityCount).encodeParity(its, 0, BYTES - 3);
        assertArrayEquals(its, ours);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whateverIsMissingComesBack(int parityCount) {
        StripeCode code = new StripeCode(parityCount);
        for (int attempt = 0; attempt < 200; attempt++) {
            byte[][] whole = stripes(parityCount);
            code.encode(whole, BYTES);
            byte[][] damaged = copy(whole);
            boolean[] there = new boolean[whole.length];
            java.util.Arrays.fill(there, true);
            for (int lost = random.nextInt(parityCount + 1); lost > 0; lost--) {
                int stripe = random.nextInt(whole.length);
                there[stripe] = false;
                random.nextBytes(damaged[stripe]);
            }
            code.decode(damaged, there, BYTES);
            assertArrayEquals(whole, damaged);
        }
    }
}
