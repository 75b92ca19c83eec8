// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GovernorsTest {
    private static final int WINDOW_MILLIS = 10_000;

    @Test
    void noTenSecondsCarryFivePercentMoreThanPromised() {
        Random random = TestSeed.random("GovernorsTest", 11);
        for (int run = 0; run < 50; run++) {
            long limit = 1_000 + random.nextInt(50_000_000);
            TokenBucket bucket = new TokenBucket(limit, Duration.ZERO);
            long[] passed = new long[60_000];
            for (int at = 0;
                    at < passed.length;
                    at += 1 + random.nextInt(random.nextInt(20) == 0 ? 4_000 : 20)) {
                passed[at] = bucket.take(random.nextInt(1, 20_000_000), Duration.ofMillis(at));
            }
            Arrays.parallelPrefix(passed, Long::sum);
            for (int at = WINDOW_MILLIS; at < passed.length; at++) {
                long window = passed[at] - passed[at - WINDOW_MILLIS];
                assertTrue(window <= limit * 10.5 + 1, run + ": " + window + " of " + limit * 10);
            }
        }
    }

    @Test
    void aGreedyCallerGetsWhatWasPromised() {
        TokenBucket bucket = new TokenBucket(1_000_000, Duration.ZERO);
        long passed = 0;
        for (int at = 0; at <= 10_000; at += 10) {
            passed += bucket.take(1_000_000, Duration.ofMillis(at));
        }
        assertEquals(10_000_000, passed, 100);
    }

    @Test
    void nothingPassesAStoppedLineAndALowerLimitForgetsWhatWasSaved() {
        TokenBucket bucket = new TokenBucket(1_000_000, Duration.ZERO);
        bucket.limit(0, Duration.ofSeconds(5));
        assertEquals(0, bucket.take(1, Duration.ofSeconds(60)));
        bucket.limit(TokenBucket.NO_LIMIT, Duration.ofSeconds(61));
        assertEquals(Integer.MAX_VALUE, bucket.take(Integer.MAX_VALUE, Duration.ofSeconds(61)));
        bucket.limit(10, Duration.ofSeconds(62));
        assertEquals(0, bucket.take(100, Duration.ofSeconds(62)));
    }

    @Test
    void theShareIsKeptOverAnySpan() {
        for (int share = 1; share <= 100; share++) {
            CpuShare governor = new CpuShare();
            int ran = 0;
            for (int second = 0; second < 1_000; second++) {
                ran += governor.nextSecond(share) ? 1 : 0;
            }
            assertEquals(share * 10, ran, 1, "share " + share);
        }
        assertFalse(new CpuShare().nextSecond(0));
        assertTrue(new CpuShare().nextSecond(100));
    }
}
