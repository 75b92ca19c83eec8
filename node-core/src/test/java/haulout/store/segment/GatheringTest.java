// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long WAIT_NANOS = 200_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Gathering gathering = new Gathering(lock);

    /// Counts how often it is looked at: once if nobody waits, again after each wait.
    private static final class Looks implements Gathering.Queue {
        private final int count;
        private final long firstBytes;
        private int looks;

        Looks(int count, long firstBytes) {
            this.count = count;
            this.firstBytes = firstBytes;
        }

        @Override
        public int count() {
            looks++;
            return count;
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
        gathering.ended(3);
        await(queue);
        gathering.ended(60);
        gathering.begins();
        await(queue);
        assertEquals(0, queue.looks);
    }

    @Test
    void afterManyTheNextOnesAreWaitedForAndNotForEver() {
        long start = System.nanoTime();
        gathering.ended(4);
        assertTrue(await(new Looks(5, 4096)) - start >= WAIT_NANOS);
        start = System.nanoTime();
        gathering.ended(4);
        assertTrue(await(new Looks(0, 0)) - start >= WAIT_NANOS);
    }

    @Test
    void enoughOrLargeRecordsAreWrittenAtOnce() {
        gathering.ended(4);
        Looks enough = new Looks(32, 4096);
        await(enough);
        assertTrue(enough.looks <= 1);
        gathering.ended(4);
        Looks large = new Looks(5, 1 << 16);
        await(large);
        assertTrue(large.looks <= 1);
    }
}
