// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the heap near what is needed rather than near what is allowed.
///
/// Slivers on their way are arrays of megabytes, which go to the old generation at once. The serial
/// collector lets that grow to its maximum before it collects it for the first time, so a process
/// that has stored one large blob would keep half a gigabyte of garbage for good. This has it
/// collected when it holds so much more than was alive last time; a heap of so little live data is
/// collected in some tens of milliseconds.
///
/// In these everything stands still, a window too. So while somebody sits before one, which is said
/// by [#setPatient], only a heap that comes near its limit is collected, for the collector would
/// soon do it anyway. What has gathered meanwhile goes when the process comes to rest, or nobody
/// sits there any more.
///
/// The app with a window has another collector (`app/window.args`), which needs none of this.
///
/// Threads: any.
public final class HeapKeeper implements AutoCloseable {
    /// Begins the names of the pools of a collector that does all this by itself, and beside the
    /// work.
    private static final String CONCURRENT = "G1 ";

    /// Garbage that is worth a collection.
    private static final long GARBAGE_BYTES = 96L << 20;

    /// What patience leaves of the heap for an array that needs its room in one piece.
    private static final double MOST_PART = 0.75;

    private static final Logger log = LoggerFactory.getLogger(HeapKeeper.class);

    private final MemoryPoolMXBean pool;
    private final Executor executor;
    private final NotificationListener listener = (_, _) -> passed();
    private final AtomicBoolean collecting = new AtomicBoolean();
    // under the lock of this
    private long aliveBytes;
    private boolean isPatient;

    private HeapKeeper(MemoryPoolMXBean pool, Executor executor) {
        this.pool = pool;
        this.executor = executor;
    }

    /// Begins to watch; empty if this Java machine's heap cannot be watched, or need not be.
    ///
    /// @param executor runs the collections, each some tens of milliseconds
    public static Optional<HeapKeeper> watch(Executor executor) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        if (!(memory instanceof NotificationEmitter emitter)) {
            return Optional.empty();
        }
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP
                    && pool.isUsageThresholdSupported()
                    && !pool.getName().startsWith(CONCURRENT)) {
                HeapKeeper keeper = new HeapKeeper(pool, executor);
                keeper.collected(pool.getUsage().getUsed());
                emitter.addNotificationListener(keeper.listener, null, null);
                return Optional.of(keeper);
            }
        }
        return Optional.empty();
    }

    /// Whether collections can wait, from now on.
    public void setPatient(boolean now) {
        long limit;
        synchronized (this) {
            isPatient = now;
            limit = await();
        }
        // the Java machine tells only of what passes a limit, not of what is over a new one
        if (pool.getUsage().getUsed() > limit) {
            passed();
        }
    }

    private synchronized void collected(long alive) {
        aliveBytes = alive;
        long _ = await();
    }

    /// Waits until there is enough garbage again.
    private synchronized long await() {
        long limit = limit(aliveBytes, pool.getUsage().getMax(), isPatient);
        pool.setUsageThreshold(limit);
        return limit;
    }

    /// How much there may be in the heap.
    ///
    /// @param alive what was left by the last collection
    /// @param most what the heap may have, negative if that is not known
    static long limit(long alive, long most, boolean isPatient) {
        long usual = alive + GARBAGE_BYTES;
        if (most < 0) {
            return usual;
        }
        long late = isPatient ? Math.max(usual, (long) (MOST_PART * most)) : usual;
        return Math.min(most, late);
    }

    private void passed() {
        if (collecting.compareAndSet(false, true)) {
            executor.execute(() -> {
                collect();
                collecting.set(false);
            });
        }
    }

    @SuppressWarnings("SystemGcCall")
    private void collect() {
        long before = pool.getUsage().getUsed();
        System.gc();
        long after = pool.getUsage().getUsed();
        collected(after);
        log.atDebug()
                .addKeyValue("before", before)
                .addKeyValue("after", after)
                .log("heap collected");
    }

    @Override
    public void close() {
        pool.setUsageThreshold(0);
        if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                // closed before
            }
        }
    }
}
