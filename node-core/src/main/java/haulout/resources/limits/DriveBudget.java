// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What may be done on one drive: whether, how fast, and how much still today.
///
/// Threads: any; waiting is interruptible and ends within 200 ms of a limit that was raised.
public final class DriveBudget {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final LongSupplier nanoTime;
    private final TokenBucket writing;
    private final TokenBucket working;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private Taking taking = new Taking(true, TokenBucket.NO_LIMIT, TokenBucket.NO_LIMIT);
    private Working work = new Working(true, TokenBucket.NO_LIMIT, true, false);
    private long begunBytes;
    private long endedBytes;
    private long changes;

    /// Taking in something new.
    ///
    /// @param bytesPerSecond most, or [TokenBucket#NO_LIMIT]
    /// @param todayBytes that may still be written today, or [TokenBucket#NO_LIMIT]
    public record Taking(boolean allowed, long bytesPerSecond, long todayBytes) {}

    /// Work on what is there.
    ///
    /// @param bytesPerSecond most, or [TokenBucket#NO_LIMIT]
    /// @param rewrites whether much may be written again
    /// @param freeingOnly only what frees room
    public record Working(
            boolean allowed, long bytesPerSecond, boolean rewrites, boolean freeingOnly) {}

    /// @param nanoTime a steady clock
    public DriveBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.writing = new TokenBucket(TokenBucket.NO_LIMIT, now());
        this.working = new TokenBucket(TokenBucket.NO_LIMIT, now());
    }

    private Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong());
    }

    /// What holds from now on. What was begun and is not written yet is taken off today's bytes.
    public void limit(Taking newTaking, Working newWork) {
        lock.lock();
        try {
            writing.limit(newTaking.bytesPerSecond(), now());
            working.limit(newWork.bytesPerSecond(), now());
            taking = newTaking;
            work = newWork;
            // what has ended is in the count by which the limit was reckoned
            begunBytes -= endedBytes;
            endedBytes = 0;
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether something new may be written. If so, one [#end] follows.
    public boolean begin(long bytes) {
        lock.lock();
        try {
            boolean may = taking.allowed() && taking.todayBytes() - begunBytes >= bytes;
            begunBytes += may ? bytes : 0;
            return may;
        } finally {
            lock.unlock();
        }
    }

    /// It was written, or not. Until the next limit it counts against today's bytes.
    public void end(long bytes) {
        lock.lock();
        try {
            endedBytes += bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when bytes of something new may be written. More than a bucket holds is let through
    /// and owed by those who come after.
    public void awaitWriting(long bytes) throws InterruptedException {
        await(writing, bytes);
    }

    /// Returns when the next step of work may begin.
    ///
    /// @param bytes that the last one read and wrote
    public void awaitAfter(long bytes) throws InterruptedException {
        await(working, bytes);
    }

    private void await(TokenBucket bucket, long bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Duration wait = bucket.waiting(now());
                    !wait.isZero();
                    wait = bucket.waiting(now())) {
                long left = Math.min(wait.toNanos(), LOOK_AGAIN.toNanos());
                long before = changes;
                while (left > 0 && before == changes) {
                    left = changed.awaitNanos(left);
                }
            }
            bucket.charge(bytes, now());
        } finally {
            lock.unlock();
        }
    }

    /// What may be done with what is there.
    public Working work() {
        lock.lock();
        try {
            return work;
        } finally {
            lock.unlock();
        }
    }
}
