// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The line to the internet for all connections together: one budget up, one down, and what went
/// through.
///
/// Threads: any. Without limits until it is told otherwise.
public final class LineBudget {
    /// What staying in touch takes: heartbeats, and a storage check of at most 64 KB within the
    /// time that its asker waits. Ten seconds of it are less than the 100 KB that a network that
    /// charges by use may cost.
    public static final long TOUCH_BYTES_PER_SECOND = 8 << 10;

    // who waits looks again after that, since limits may have been raised for others
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final LongSupplier nanoTime;
    private final TokenBucket up;
    private final TokenBucket down;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // these four with the lock
    private long changes;
    private long upLimit = TokenBucket.NO_LIMIT;
    private long downLimit = TokenBucket.NO_LIMIT;
    private double part = 1;
    private volatile int connections = Integer.MAX_VALUE;
    private volatile boolean resting;
    private final ConnectionBudget begun;

    /// @param nanoTime a steady clock
    public LineBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.up = new TokenBucket(TokenBucket.NO_LIMIT, now());
        this.down = new TokenBucket(TokenBucket.NO_LIMIT, now());
        this.begun = new ConnectionBudget(nanoTime);
    }

    private Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong());
    }

    /// Other limits from now on.
    ///
    /// @param upPerSecond bytes, [TokenBucket#NO_LIMIT] for none
    /// @param downPerSecond likewise
    public void limit(long upPerSecond, long downPerSecond) {
        lock.lock();
        try {
            upLimit = upPerSecond;
            downLimit = downPerSecond;
            limit();
        } finally {
            lock.unlock();
        }
    }

    /// Has only a part of the limits used from now on. Without limits there is no part of them.
    ///
    /// @param share 0 to 1
    public void narrow(double share) {
        lock.lock();
        try {
            if (part != share) {
                part = share;
                limit();
            }
        } finally {
            lock.unlock();
        }
    }

    // with the lock
    private void limit() {
        up.limit(narrowed(upLimit), now());
        down.limit(narrowed(downLimit), now());
        changes++;
        changed.signalAll();
    }

    private long narrowed(long limit) {
        return limit == TokenBucket.NO_LIMIT || part == 1
                ? limit
                : Math.max((long) (limit * part), Math.min(limit, TOUCH_BYTES_PER_SECOND));
    }

    /// Whether nothing but small messages is to go through from now on.
    public void rest(boolean isResting) {
        resting = isResting;
    }

    /// Whether nothing but small messages is to go through.
    public boolean rests() {
        return resting;
    }

    /// Most connections through the line from now on: so many that others begin, and so many that
    /// this program begins.
    public void limitConnections(int most) {
        if (connections != most) {
            connections = most;
            begun.limit(most);
        }
    }

    /// The connections that this program begins.
    public ConnectionBudget begun() {
        return begun;
    }

    /// Most connections through the line.
    public int connections() {
        return connections;
    }

    /// How many of the bytes may be sent now, 0 to all; they count as sent.
    public int send(int wanted) {
        int granted = up.take(wanted, now());
        sent.add(granted);
        return granted;
    }

    /// How long until something may be sent.
    public Duration sendWait() {
        return up.waiting(now());
    }

    /// Bytes have come in.
    public void received(int bytes) {
        down.charge(bytes, now());
        received.add(bytes);
    }

    /// How long until something may be taken in.
    public Duration receiveWait() {
        return down.waiting(now());
    }

    /// Returns when so many bytes may be sent.
    public void awaitSending(int bytes) throws InterruptedException {
        int left = bytes;
        while (left > 0) {
            left -= send(left);
            if (left > 0) {
                pause(sendWait());
            }
        }
    }

    /// Returns when so many more bytes may be taken in.
    public void awaitReceiving(int bytes) throws InterruptedException {
        for (Duration wait = receiveWait(); !wait.isZero(); wait = receiveWait()) {
            pause(wait);
        }
        received(bytes);
    }

    private void pause(Duration time) throws InterruptedException {
        Duration most = time.compareTo(LOOK_AGAIN) < 0 ? time : LOOK_AGAIN;
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            long before = changes;
            while (left > 0 && before == changes) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Bytes sent so far.
    public long sentBytes() {
        return sent.sum();
    }

    /// Bytes received so far.
    public long receivedBytes() {
        return received.sum();
    }
}
