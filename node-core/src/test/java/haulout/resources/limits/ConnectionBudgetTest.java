// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final int MOST = 12;

    private final Random random = TestSeed.random("ConnectionBudgetTest", 5);
    private long nanos = Duration.ofHours(1).toNanos();
    private final ConnectionBudget budget = new ConnectionBudget(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private boolean begin(String address) throws InterruptedException {
        return budget.begin(address, Duration.ZERO);
    }

    @Test
    void withoutLimitsNobodyWaits() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            assertTrue(begin("a" + i));
        }
        assertEquals(500, budget.inUse());
    }

    @Test
    void aKeptConnectionIsUsedAgainAndIsNoNewOne() throws InterruptedException {
        budget.limit(MOST);
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            assertTrue(begin("a"), "request " + i);
            budget.end("a");
            pass(Duration.ofMillis(10));
        }
        // nobody keeps it that long
        pass(Duration.ofSeconds(31));
        assertTrue(begin("b") && begin("c"));
        assertFalse(begin("a"));
        pass(Duration.ofSeconds(1));
        assertTrue(begin("a"));
    }

    @Test
    void neverMoreAtATimeThanAllowedAndNeverManyNewOnesInASecond() throws InterruptedException {
        budget.limit(MOST);
        Deque<Long> fresh = new ArrayDeque<>();
        List<String> inUse = new ArrayList<>();
        int most = 0;
        for (int step = 0; step < 100_000; step++) {
            pass(Duration.ofMillis(random.nextInt(40)));
            if (random.nextInt(30) > 0) {
                // each address once, so that each one is a new connection
                String address = "a" + step;
                if (begin(address)) {
                    inUse.add(address);
                    fresh.addLast(nanos);
                }
            } else if (!inUse.isEmpty()) {
                budget.end(inUse.remove(random.nextInt(inUse.size())));
            }
            while (!fresh.isEmpty() && nanos - fresh.peekFirst() >= 10_000_000_000L) {
                fresh.removeFirst();
            }
            most = Math.max(most, inUse.size());
            assertTrue(inUse.size() <= MOST, "in use " + inUse.size());
            // five a second, and half a second's worth saved up
            assertTrue(fresh.size() <= 53, "new in ten seconds " + fresh.size());
            assertEquals(inUse.size(), budget.inUse());
        }
        assertEquals(MOST, most);
    }
}
