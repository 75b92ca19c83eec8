// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.probe.FreedMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives memory back to the system once the process has come to rest.
///
/// A Java machine that does nothing collects nothing: what a burst of work left behind would stay
/// resident for as long as the process lives, and so would what the C library keeps of memory that
/// the compiler has freed. So the first time that the process is found at rest after work, whoever
/// holds caches lets go of them, the heap is collected if it grew, and the C library asked to give
/// back. Two minutes later what had still been in use the first time has got cold, and it is done
/// once more; as long as it rests after that, hardly ever.
///
/// A heap that did not grow is left alone: collecting it would give nothing back, and it costs more
/// than the collection. The Java machine lets go of compiled code as well that was not used lately,
/// and soon compiles it anew, which is work, after which there would be a collection.
///
/// Threads: [#look] on one at a time, one that may block; the rest on any.
final class IdleMemory {
    /// How often is looked: short beside the hours that a node rests, long beside its bursts.
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);

    /// Who uses less of one processor is at rest; a node without requests uses a tenth of it.
    private static final double REST_SHARE = 0.05;

    /// At rest some is done all the same, a scrub above all, and the C library keeps what it took.
    private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

    /// What a burst had in use is cold by then: code, and what may go but was used lately.
    private static final long COLD_NANOS = Duration.ofMinutes(2).toNanos();

    /// A node that goes to and fro between rest and a little work is not collected each time.
    private static final long SOON_NANOS = Duration.ofMinutes(1).toNanos();

    /// What a heap grows and shrinks by without any work worth the name.
    private static final long GROWN_BYTES = 8L << 20;

    private static final Logger log = LoggerFactory.getLogger(IdleMemory.class);

    private final Heap heap;
    private final FreedMemory freed;
    private final Set<Runnable> caches = ConcurrentHashMap.newKeySet();
    private long lastNanos;
    private long lastCpuNanos;
    private long gaveNanos;
    private long dueNanos;
    private long collectedBytes;
    private boolean first = true;
    private boolean worked = true;

    IdleMemory(Heap heap, FreedMemory freed) {
        this.heap = heap;
        this.freed = freed;
    }

    /// The heap of a Java machine.
    interface Heap {
        /// What it has taken from the system.
        long bytes();

        /// Collects it, and gives back what it needs no longer.
        void collect();
    }

    /// Something that holds memory which it can do without.
    void add(Runnable cache) {
        caches.add(cache);
    }

    /// It is gone.
    void remove(Runnable cache) {
        caches.remove(cache);
    }

    /// Looks how much was done since the last time.
    ///
    /// @param nanos now, from any fixed moment on
    /// @param cpuNanos processor time that the process has used
    void look(long nanos, long cpuNanos) {
        if (first) {
            first = false;
            gaveNanos = nanos - SOON_NANOS;
            dueNanos = nanos;
            lastNanos = nanos;
            lastCpuNanos = cpuNanos;
            return;
        }
        boolean rests = cpuNanos - lastCpuNanos < REST_SHARE * (nanos - lastNanos);
        boolean isDue = nanos - dueNanos >= 0;
        lastNanos = nanos;
        lastCpuNanos = cpuNanos;
        if (!rests) {
            worked = true;
        } else if (nanos - gaveNanos >= SOON_NANOS && (worked || isDue)) {
            worked = false;
            gaveNanos = nanos;
            caches.forEach(Runnable::run);
            boolean grew = heap.bytes() - collectedBytes >= GROWN_BYTES;
            if (grew || isDue) {
                heap.collect();
                collectedBytes = heap.bytes();
                dueNanos = nanos + (grew ? COLD_NANOS : AGAIN_NANOS);
            }
            giveBackFreed();
        }
    }

    private void giveBackFreed() {
        try {
            freed.giveBack();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("memory of the C library is not given back");
        }
    }
}
