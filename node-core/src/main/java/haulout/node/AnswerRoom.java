// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.wire.ApiError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Memory that answers take which are put together before they are sent, or that is needed to look
/// at what was sent, shared fairly: who asks from one address has a quarter of it at most, so that
/// somebody who reads slowly does not keep the others from theirs. Who finds no room waits a
/// little, and is sent away then.
///
/// One thing that is more than a quarter is given when its caller has nothing else; more than the
/// whole, when nobody has anything. Threads: any.
final class AnswerRoom {
    /// So many callers wait at most, half of them from one address; what each of them has parsed
    /// lies in memory too.
    private static final int MAX_WAITING = 128;

    private static final int SHARE = 4;

    private final long total;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    // guarded by the lock
    private final Map<Object, Long> held = new HashMap<>();
    private final Map<Object, Integer> waiting = new HashMap<>();
    private int waitingCount;
    private long used;

    /// @param total bytes
    /// @param patience how long a caller waits for room
    AnswerRoom(long total, Duration patience) {
        this.total = total;
        this.patience = patience;
    }

    /// Room that was given. Whoever has it closes it, once or more often.
    final class Claim implements AutoCloseable {
        private final Object peer;
        // guarded by the lock
        private long bytes;

        private Claim(Object peer, long bytes) {
            this.peer = peer;
            this.bytes = bytes;
        }

        /// Gives back what is more than so many bytes.
        void shrink(long to) {
            lock.lock();
            try {
                long less = bytes - to;
                if (less > 0) {
                    bytes = to;
                    used -= less;
                    held.computeIfPresent(peer, (_, own) -> own - less == 0 ? null : own - less);
                    freed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            shrink(0);
        }
    }

    /// Takes room for the caller of this thread.
    ///
    /// @throws RefusedException if there is none
    Claim claim(long bytes) throws RefusedException, InterruptedException {
        Object peer = Caller.peer();
        lock.lockInterruptibly();
        try {
            if (!fits(peer, bytes) && !awaitRoom(peer, bytes)) {
                throw new RefusedException(
                        ApiError.UNAVAILABLE,
                        "others are being sent so much that there is no room, try again later");
            }
            used += bytes;
            if (bytes > 0) {
                held.merge(peer, bytes, Long::sum);
            }
            return new Claim(peer, bytes);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Object peer, long bytes) {
        long own = held.getOrDefault(peer, 0L);
        return (own == 0 || own + bytes <= total / SHARE) && (used == 0 || used + bytes <= total);
    }

    private boolean awaitRoom(Object peer, long bytes) throws InterruptedException {
        int beside = waiting.getOrDefault(peer, 0);
        if (waitingCount >= MAX_WAITING || beside >= MAX_WAITING / 2) {
            return false;
        }
        waitingCount++;
        waiting.merge(peer, 1, Integer::sum);
        try {
            return Caller.<Boolean>await(() -> {
                long left = patience.toNanos();
                while (!fits(peer, bytes)) {
                    if (left <= 0) {
                        return false;
                    }
                    left = freed.awaitNanos(left);
                }
                return true;
            });
        } catch (ExecutionException e) {
            throw new AssertionError("room has no outcome", e);
        } finally {
            waitingCount--;
            waiting.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Bytes that are out.
    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }
}
