// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HeapKeeperTest {
    private static final int PIECE = 1 << 20;
    private static final int MOST_PIECES = 400;

    private static MemoryPoolMXBean pool() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whileSomebodySitsThereOnlyAHeapNearItsLimitIsCollected() {
        long mb = 1 << 20;
        assertEquals(136 * mb, HeapKeeper.limit(40 * mb, 448 * mb, false));
        assertEquals(336 * mb, HeapKeeper.limit(40 * mb, 448 * mb, true));
        // what is alive is not collected again and again
        assertEquals(396 * mb, HeapKeeper.limit(300 * mb, 448 * mb, true));
        assertEquals(448 * mb, HeapKeeper.limit(440 * mb, 448 * mb, true));
        assertEquals(448 * mb, HeapKeeper.limit(440 * mb, 448 * mb, false));
        assertEquals(136 * mb, HeapKeeper.limit(40 * mb, -1, true));
    }

    @Test
    void whatHasGatheredIsCollectedWhenNobodySitsThereAnyMore() throws Exception {
        AtomicInteger collections = new AtomicInteger();
        Optional<HeapKeeper> watching =
                HeapKeeper.watch(task -> {
                    collections.incrementAndGet();
                    task.run();
                });
        assumeTrue(watching.isPresent(), "this Java machine's heap cannot be watched");
        try (HeapKeeper keeper = watching.get()) {
            long usual = pool().getUsageThreshold();
            keeper.setPatient(true);
            long late = pool().getUsageThreshold();
            assumeTrue(late - usual > MOST_PIECES / 4 * (long) PIECE, "a heap too small for that");
            List<byte[]> pieces = new ArrayList<>();
            while (pool().getUsage().getUsed() <= usual && pieces.size() < MOST_PIECES) {
                pieces.add(new byte[PIECE]);
            }
            assumeTrue(pool().getUsage().getUsed() > usual, "nothing of it became old");
            assertEquals(0, collections.get());
            keeper.setPatient(false);
            assertEquals(1, collections.get(), pieces.size() + " pieces");
        }
    }

    @Test
    @SuppressWarnings("SystemGcCall") // what other tests left is no part of what was there before
    void aCollectionIsMadeWhenThereIsMuchMoreThanBefore() throws Exception {
        System.gc();
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger collections = new AtomicInteger();
        Optional<HeapKeeper> keeper =
                HeapKeeper.watch(task -> {
                    collections.incrementAndGet();
                    task.run();
                    asked.countDown();
                });
        assumeTrue(keeper.isPresent(), "this Java machine's heap cannot be watched");
        try (HeapKeeper _ = keeper.get()) {
            long first = pool().getUsageThreshold();
            assertTrue(first > pool().getUsage().getUsed() - PIECE, first + "");
            List<byte[]> pieces = new ArrayList<>();
            long asking = 0;
            while (asked.getCount() > 0 && pieces.size() < MOST_PIECES) {
                pieces.add(new byte[PIECE]);
                // what is young is not counted before it has survived
                asked.await(1, TimeUnit.MILLISECONDS);
                asking += pieces.getLast().length;
            }
            asked.await(20, TimeUnit.SECONDS);
            assertTrue(collections.get() > 0, asking + " bytes and no collection");
            // what is alive is not asked for again at once
            assertTrue(pool().getUsageThreshold() > first, pool().getUsageThreshold() + "");
            assertFalse(pieces.isEmpty());
        }
        assertFalse(pool().isUsageThresholdExceeded() && pool().getUsageThreshold() > 0);
    }
}
