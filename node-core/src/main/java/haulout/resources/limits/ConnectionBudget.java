// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Connections that this program begins through the line: so many in use at a time, and so many new
/// ones a second, because home routers keep a table of them and grow slow when it fills up.
///
/// A connection that was in use within the last half minute is kept open and used again, which is
/// no new one.
///
/// Threads: any. Without limits until it is told otherwise.
public final class ConnectionBudget {
    /// What every router takes.
    static final long NEW_PER_SECOND = 5;

    /// For so long the HTTP client keeps a connection that nobody uses.
    private static final Duration KEPT = Duration.ofSeconds(30);

    // more than a committee has
    private static final int MAX_PLACES = 2048;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Place> places = new HashMap<>();
    private final TokenBucket fresh;
    private int most = Integer.MAX_VALUE;
    private int inUse;

    /// Connections to one address.
    private static final class Place {
        private int inUse;
        private int open;
        private Duration lastUse = Duration.ZERO;
    }

    /// @param nanoTime a steady clock
    public ConnectionBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.fresh = new TokenBucket(TokenBucket.NO_LIMIT, now());
    }

    private Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong());
    }

    /// Most connections in use at a time from now on; new ones are counted by the second as well.
    public void limit(int connections) {
        lock.lock();
        try {
            if (most == Integer.MAX_VALUE) {
                fresh.limit(NEW_PER_SECOND, now());
            }
            most = Math.max(1, connections);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a request to an address may begin. Each return of true is followed by one
    /// [#end].
    ///
    /// @param patience how long at most
    /// @return whether it may
    public boolean begin(String address, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!mayBegin(address)) {
                if (left <= 0) {
                    return false;
                }
                long step = Math.min(left, waitNanos());
                left -= step - changed.awaitNanos(step);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    // a place is made free, or a second goes by
    private long waitNanos() {
        Duration wait = inUse >= most ? Duration.ofSeconds(1) : fresh.waiting(now());
        return Math.max(1, wait.toNanos());
    }

    private boolean mayBegin(String address) {
        if (inUse >= most) {
            return false;
        }
        Duration now = now();
        Place place = places.computeIfAbsent(address, _ -> new Place());
        if (now.minus(place.lastUse).compareTo(KEPT) > 0) {
            place.open = place.inUse;
        }
        if (place.inUse == place.open) {
            if (fresh.take(1, now) == 0) {
                return false;
            }
            place.open++;
        }
        place.inUse++;
        place.lastUse = now;
        inUse++;
        if (places.size() > MAX_PLACES) {
            places.values().removeIf(one -> one.inUse == 0);
        }
        return true;
    }

    /// A request has ended.
    public void end(String address) {
        lock.lock();
        try {
            Place place = places.get(address);
            if (place != null) {
                place.inUse--;
                place.lastUse = now();
                inUse--;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Connections in use.
    public int inUse() {
        lock.lock();
        try {
            return inUse;
        } finally {
            lock.unlock();
        }
    }
}
