// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long WAIT_NANOS = 200_000;
    private static final long FAST_NANOS = 75_000;
    private static final long SLOW_NANOS = 6_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Gathering gathering = new Gathering(lock);

    /// Counts how often it is looked at: once if nobody waits, again after each wait.
    private static final class Looks implements Gathering.Queue {
        private final int[] counts;
        private final long firstBytes;
        private int looks;

        Looks(int count, long firstBytes) {
            this(firstBytes, count);
        }

        /// @param counts what is there at each look, the last one from then on
        Looks(long firstBytes, int... counts) {
            this.counts = counts;
            this.firstBytes = firstBytes;
        }

        @Override
        public int count() {
            looks++;
            return counts[Math.min(looks, counts.length) - 1];
        }

        @Override
        public long firstBytes() {
            return firstBytes;
        }
    }

    private long await(Looks queue) {
        lock.lock();
        try {
            gathering.await(queue);
            return System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void aloneOrWithFewOthersNobodyWaits() {
        Looks queue = new Looks(1, 4096);
        await(queue);
        gathering.ended(3, FAST_NANOS);
        await(queue);
        gathering.ended(60, FAST_NANOS);
        gathering.begins();
        await(queue);
        assertEquals(0, queue.looks);
    }

    @Test
    void afterManyTheNextOnesAreWaitedForAndNotForEver() {
        long start = System.nanoTime();
        gathering.ended(4, FAST_NANOS);
        assertTrue(await(new Looks(5, 4096)) - start >= WAIT_NANOS);
        start = System.nanoTime();
        gathering.ended(4, FAST_NANOS);
        assertTrue(await(new Looks(0, 0)) - start >= WAIT_NANOS);
    }

    @Test
    void enoughOrLargeRecordsAreWrittenAtOnce() {
        gathering.ended(4, FAST_NANOS);
        Looks enough = new Looks(32, 4096);
        await(enough);
        assertTrue(enough.looks <= 1);
        gathering.ended(4, FAST_NANOS);
        Looks large = new Looks(5, 1 << 16);
        await(large);
        assertTrue(large.looks <= 1);
    }

    @Test
    void whereAFlushIsSlowAllWhoWroteAreWaitedForHalfAsLong() {
        long start = System.nanoTime();
        gathering.ended(10, SLOW_NANOS);
        // of sixteen writers two may be late
        assertTrue(await(new Looks(4096L, 6, 13)) - start >= SLOW_NANOS / 2);
    }

    @Test
    void whereAFlushIsSlowItBeginsAsSoonAsTheyAreThere() {
        gathering.ended(10, SLOW_NANOS);
        Looks all = new Looks(4096L, 6, 14);
        await(all);
        assertEquals(2, all.looks);
        gathering.ended(32, SLOW_NANOS);
        Looks half = new Looks(4096L, 32, 56);
        await(half);
        assertEquals(2, half.looks);
    }

    @Test
    void whereRecordsKeptComingASlowFlushIsNoReasonToWait() {
        lock.lock();
        try {
            gathering.arrived(33);
        } finally {
            lock.unlock();
        }
        gathering.ended(32, SLOW_NANOS);
        Looks half = new Looks(4096L, 33, 40, 56);
        await(half);
        assertEquals(1, half.looks);
    }

    @Test
    void whereAFlushTakesVeryLongPatienceHasAnEnd() {
        gathering.ended(10, 3_600_000_000_000L);
        Looks none = new Looks(0, 0);
        await(none);
        assertTrue(none.looks > 1);
    }

    @Test
    void ofASlowDriveLargeRecordsAreWrittenAtOnce() {
        gathering.ended(10, SLOW_NANOS);
        Looks large = new Looks(5, 1 << 16);
        await(large);
        assertEquals(2, large.looks);
    }
}
