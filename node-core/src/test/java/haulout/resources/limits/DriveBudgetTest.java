// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.limits.DriveBudget.Taking;
import haulout.resources.limits.DriveBudget.Working;
import haulout.testing.TestSeed;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DriveBudgetTest {
    private static final long FREE = TokenBucket.NO_LIMIT;
    private static final Working WORK = new Working(true, FREE, true, false);

    private final AtomicLong nanos = new AtomicLong();
    private final DriveBudget budget = new DriveBudget(nanos::get);

    @Test
    void whatIsWrittenNeverPassesTheDaysBytesHoweverItIsInterleaved() {
        Random random = TestSeed.random("DriveBudgetTest", 3);
        for (int run = 0; run < 300; run++) {
            long limit = random.nextInt(1, 1_000_000);
            DriveBudget mine = new DriveBudget(nanos::get);
            mine.limit(new Taking(true, FREE, limit), WORK);
            long written = 0;
            long begun = 0;
            for (int step = 0; step < 400; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        int bytes = random.nextInt(1, 40_000);
                        if (mine.begin(bytes)) {
                            begun += bytes;
                        }
                    }
                    case 2 -> {
                        // one that is under way ends, with all of it written
                        long bytes = begun == 0 ? 0 : random.nextLong(begun) + 1;
                        written += bytes;
                        begun -= bytes;
                        mine.end(bytes);
                    }
                    default -> mine.limit(new Taking(true, FREE, limit - written), WORK);
                }
                assertTrue(written + begun <= limit, run + ": " + written + "+" + begun);
            }
        }
    }

    @Test
    void aSlowDriveTakesWhatWasPromisedAndOneRecordMore() throws InterruptedException {
        budget.limit(new Taking(true, 2_000_000, FREE), WORK);
        long passed = 0;
        nanos.set(TimeUnit.SECONDS.toNanos(1));
        CountDownLatch done = new CountDownLatch(1);
        AtomicLong bytes = new AtomicLong();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                while (true) {
                                    budget.awaitWriting(500_000);
                                    bytes.addAndGet(500_000);
                                }
                            } catch (InterruptedException e) {
                                done.countDown();
                            }
                        });
        for (int tick = 0; tick < 100; tick++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            // a limit that is set anew wakes who waits
            budget.limit(new Taking(true, 2_000_000, FREE), WORK);
            passed = bytes.get();
            long allowed = (long) ((1 + 0.5 + 0.1 * (tick + 1)) * 2_000_000) + 500_000;
            assertTrue(passed <= allowed, passed + " of " + allowed + " after tick " + tick);
        }
        writer.interrupt();
        assertTrue(done.await(30, TimeUnit.SECONDS));
    }

    @Test
    void aDriveThatRestsTakesNothingNewAndSaysWhatMayBeDone() {
        assertTrue(budget.begin(Long.MAX_VALUE / 4));
        budget.end(Long.MAX_VALUE / 4);
        budget.limit(new Taking(false, FREE, FREE), new Working(true, FREE, false, true));
        assertFalse(budget.begin(1));
        assertEquals(new Working(true, FREE, false, true), budget.work());
    }
}
