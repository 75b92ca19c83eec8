// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Lets units of heavy work start: only while they are allowed, only so many at a time, and only in
/// the seconds that the share of the processor gives them. A unit that runs is never cut off; units
/// last 250 ms at most, so work gives way within that.
///
/// The share is kept by threads first: fewer at full speed are kinder to caches than many that
/// stutter. Only what is left of a thread is kept by seconds.
///
/// Threads: any. Open and without limits until it is told otherwise.
public final class WorkGate {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int WHOLE = 100;

    private final LongSupplier nanoTime;
    private final int cores;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CpuShare seconds = new CpuShare();

    private boolean allowed = true;
    private boolean isUrgentOnly;
    private int threads = Integer.MAX_VALUE;
    private int sharePct = WHOLE;
    private int running;
    private long second = Long.MIN_VALUE;
    private boolean isOpenSecond = true;

    /// @param nanoTime a steady clock
    /// @param cores processors of this computer
    public WorkGate(LongSupplier nanoTime, int cores) {
        this.nanoTime = nanoTime;
        this.cores = cores;
    }

    /// What holds from now on; who waits sees it at once.
    ///
    /// @param share percent of the whole processor
    /// @param atOnce most units at a time
    public void permit(boolean isAllowed, int share, int atOnce) {
        permit(isAllowed, share, atOnce, false);
    }

    /// What holds from now on; who waits sees it at once.
    ///
    /// @param share percent of the whole processor
    /// @param atOnce most units at a time
    /// @param urgentOnly only units that cannot wait may start
    public void permit(boolean isAllowed, int share, int atOnce, boolean urgentOnly) {
        lock.lock();
        try {
            isUrgentOnly = urgentOnly;
            allowed = isAllowed && share > 0 && atOnce > 0;
            double wanted = share >= WHOLE ? Integer.MAX_VALUE : (double) share * cores / WHOLE;
            threads = Math.clamp((long) Math.floor(wanted), 1, Math.max(1, atOnce));
            sharePct = wanted >= threads ? WHOLE : (int) Math.round(wanted / threads * WHOLE);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a unit may start. Each return is followed by one [#leave()].
    public void enter() throws InterruptedException {
        enter(false);
    }

    /// Waits until a unit of work that cannot wait may start. Each return is followed by one
    /// [#leave()].
    public void enterUrgent() throws InterruptedException {
        enter(true);
    }

    private void enter(boolean urgent) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (!allowed || (isUrgentOnly && !urgent) || running >= threads) {
                    changed.await();
                } else if (isOpenNow()) {
                    running++;
                    return;
                } else {
                    changed.await(
                            SECOND - Math.floorMod(nanoTime.getAsLong(), SECOND),
                            TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets a unit start if it may now. If it may, one [#leave()] follows.
    public boolean tryEnter() {
        lock.lock();
        try {
            boolean may = allowed && !isUrgentOnly && running < threads && isOpenNow();
            running += may ? 1 : 0;
            return may;
        } finally {
            lock.unlock();
        }
    }

    /// A unit has ended.
    public void leave() {
        lock.lock();
        try {
            running--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether a unit could start now, but for those that run.
    public boolean isAllowed() {
        lock.lock();
        try {
            return allowed && !isUrgentOnly;
        } finally {
            lock.unlock();
        }
    }

    /// Whether at least a unit that cannot wait could start now, but for those that run.
    public boolean isAllowedUrgent() {
        lock.lock();
        try {
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    /// Units that run.
    public int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpenNow() {
        long now = Math.floorDiv(nanoTime.getAsLong(), SECOND);
        if (now != second) {
            second = now;
            isOpenSecond = seconds.nextSecond(sharePct);
        }
        return isOpenSecond;
    }
}
