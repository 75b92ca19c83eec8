// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Random random = TestSeed.random("BackoffTest", 5);

    private static void assertBetween(Duration wait, long lowMillis, long highMillis) {
        assertTrue(wait.toMillis() >= lowMillis && wait.toMillis() <= highMillis, wait + "");
    }

    @Test
    void doublesUpToItsMaximumAndBeginsAgain() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(6), random);
        for (int round = 0; round < 2; round++) {
            assertBetween(backoff.next(), 500, 1000);
            assertBetween(backoff.next(), 1000, 2000);
            assertBetween(backoff.next(), 2000, 4000);
            for (int i = 0; i < 100; i++) {
                assertBetween(backoff.next(), 3000, 6000);
            }
            backoff.reset();
        }
    }

    @Test
    void varies() {
        Backoff backoff = new Backoff(Duration.ofHours(1), Duration.ofHours(1), random);
        assertTrue(!backoff.next().equals(backoff.next()));
    }

    @Test
    void refusesWaitsThatAreNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), random));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), random));
    }
}
