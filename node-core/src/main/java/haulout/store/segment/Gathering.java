// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// When the next group is taken: where many write small records, a moment later than it could be.
///
/// A drive that flushes in less time than a record takes to come would otherwise flush for every
/// few of them, and each flush costs processor time that the records need.
///
/// A drive that takes its time would flush for half of the writers while the other half waits, turn
/// by turn. If those others were there long before the flush had ended, the ones just let go will
/// be back as soon, and with a little patience all are in one group: of n writers, n/2 are written
/// in the time T of a flush, or n in T and the time in which n/2 come. If records kept coming as
/// long as it lasted, it is the processors that are slow, and they would only have less to do.
///
/// Who writes alone, or with few others, waits for nobody.
///
/// Threads: the one that writes; told of arrivals by any that holds the lock.
final class Gathering {
    /// Records that are flushed at once where flushes are fast, however soon after the others.
    private static final int ENOUGH_RECORDS = 32;

    /// Waited for at most where flushes are fast, from the end of one group to the beginning of the
    /// next: what two or three of them take.
    private static final long LONGEST_NANOS = 200_000;

    /// Waited for at most however long a flush takes: a drive that takes longer has other worries.
    private static final long LONGEST_SLOW_NANOS = 10_000_000;

    /// Of the time that the last group took, in quarters: waited for the next one at most, and when
    /// the last record must have come for that.
    private static final int QUARTERS = 4;

    private static final int PATIENCE_QUARTERS = 2;
    private static final int QUIET_QUARTERS = 3;

    /// All writers but one in so many: some have come to their end.
    private static final int LATE_PARTS = 8;

    /// A group of so many says that there are many writers.
    private static final int MANY_RECORDS = 4;

    /// Records from here on cost more to write than the flush does.
    private static final long LARGE_BYTES = 1 << 14;

    private final ReentrantLock lock;
    private final Condition enough;
    private int enoughRecords = ENOUGH_RECORDS;
    private int lastCount;
    private long lastNanos;
    private long lastEndNanos;
    private long lastArrivalNanos;

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
        lastArrivalNanos = System.nanoTime();
        if (waitingCount >= enoughRecords) {
            enough.signal();
        }
    }

    /// A new task begins, which has written nothing yet.
    void begins() {
        lastCount = 0;
    }

    /// A group was written.
    ///
    /// @param nanos how long it took, flush and all
    void ended(int count, long nanos) {
        lastCount = count;
        lastNanos = nanos;
        lastEndNanos = System.nanoTime();
    }

    /// Waits as long as it is worth it. The lock is held, and let go of meanwhile.
    void await(Queue queue) {
        assert lock.isHeldByCurrentThread();
        if (lastCount < MANY_RECORDS) {
            return;
        }
        long longest = Math.min(lastNanos / QUARTERS * PATIENCE_QUARTERS, LONGEST_SLOW_NANOS);
        long quiet = lastEndNanos - lastNanos / QUARTERS * (QUARTERS - QUIET_QUARTERS);
        if (longest > LONGEST_NANOS && lastArrivalNanos - quiet < 0) {
            // those of the last group, and who came while it was written
            int writers = lastCount + queue.count();
            enoughRecords = Math.max(MANY_RECORDS, writers - writers / LATE_PARTS);
        } else {
            longest = LONGEST_NANOS;
            enoughRecords = ENOUGH_RECORDS;
        }
        long left = longest - (System.nanoTime() - lastEndNanos);
        try {
            while (left > 0 && queue.count() < enoughRecords && queue.firstBytes() < LARGE_BYTES) {
                left = enough.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // what waits is written all the same
            Thread.currentThread().interrupt();
        }
    }
}
