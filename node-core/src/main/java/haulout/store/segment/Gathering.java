// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// When the next group is taken: where many write small records, a moment later than it could be. A
/// drive that flushes in less time than a record takes to come would otherwise flush for every few
/// of them, and each flush costs processor time that the records need.
///
/// Who writes alone, or with few others, waits for nobody.
///
/// Threads: the one that writes; told of arrivals by any that holds the lock.
final class Gathering {
    /// Records that are flushed at once, however soon after the others.
    private static final int ENOUGH_RECORDS = 32;

    /// Waited for at most, from the end of one group to the beginning of the next: what two or
    /// three flushes of a fast drive take.
    private static final long LONGEST_NANOS = 200_000;

    /// A group of so many says that there are many writers.
    private static final int MANY_RECORDS = 4;

    /// Records from here on cost more to write than the flush does.
    private static final long LARGE_BYTES = 1 << 14;

    private final ReentrantLock lock;
    private final Condition enough;
    private int lastCount;
    private long lastEndNanos;

    /// @param lock of the queue
    Gathering(ReentrantLock lock) {
        this.lock = lock;
        this.enough = lock.newCondition();
    }

    /// What waits in the queue; the lock is held.
    interface Queue {
        int count();

        /// Of the first record; 0 if there is none.
        long firstBytes();
    }

    /// A record has come; the lock is held.
    void arrived(int waitingCount) {
        if (waitingCount == ENOUGH_RECORDS) {
            enough.signal();
        }
    }

    /// A new task begins, which has written nothing yet.
    void begins() {
        lastCount = 0;
    }

    /// A group was written.
    void ended(int count) {
        lastCount = count;
        lastEndNanos = System.nanoTime();
    }

    /// Waits as long as it is worth it. The lock is held, and let go of meanwhile.
    void await(Queue queue) {
        assert lock.isHeldByCurrentThread();
        if (lastCount < MANY_RECORDS) {
            return;
        }
        long left = LONGEST_NANOS - (System.nanoTime() - lastEndNanos);
        try {
            while (left > 0 && queue.count() < ENOUGH_RECORDS && queue.firstBytes() < LARGE_BYTES) {
                left = enough.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // what waits is written all the same
            Thread.currentThread().interrupt();
        }
    }
}
