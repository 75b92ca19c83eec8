// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives memory back to the system once the process has come to rest.
///
/// A Java machine that does nothing collects nothing: what a burst of work left behind would stay
/// resident for as long as the process lives, and so would what the C library keeps of memory that
/// the compiler has freed. So the first time that the process is found at rest after work, whoever
/// holds caches lets go of them, the heap is collected and the C library asked to give back. As
/// long as there is work nothing is done, and as long as it rests nothing is done again.
///
/// Threads: [#look] on one at a time, one that may block; the rest on any.
final class IdleMemory {
    /// How often is looked: short beside the hours that a node rests, long beside its bursts.
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);

    /// Who uses less of one processor is at rest; a node without requests uses a tenth of it.
    private static final double REST_SHARE = 0.05;

    /// At rest some is done all the same, a scrub above all, and the C library keeps what it took.
    private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

    /// A node that goes to and fro between rest and a little work is not collected each time.
    private static final long SOON_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Logger log = LoggerFactory.getLogger(IdleMemory.class);

    private final Runnable collect;
    private final Set<Runnable> caches = ConcurrentHashMap.newKeySet();
    private long lastNanos;
    private long lastCpuNanos;
    private long collectedNanos = -AGAIN_NANOS;
    private boolean first = true;
    private boolean worked = true;

    /// @param collect gives memory of the process back to the system, after the caches let go
    IdleMemory(Runnable collect) {
        this.collect = collect;
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
        long passed = nanos - lastNanos;
        boolean rests = !first && cpuNanos - lastCpuNanos < REST_SHARE * passed;
        first = false;
        lastNanos = nanos;
        lastCpuNanos = cpuNanos;
        if (!rests) {
            worked = true;
        } else if (nanos - collectedNanos >= (worked ? SOON_NANOS : AGAIN_NANOS)) {
            worked = false;
            collectedNanos = nanos;
            caches.forEach(Runnable::run);
            collect.run();
        }
    }

    /// Collects the heap and, where the Java machine knows how, has the C library give back what it
    /// keeps for later.
    static void collectAll() {
        System.gc();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            // not on this system, or not with this Java machine
            log.atDebug().setCause(e).log("memory of the C library is not given back");
        }
    }
}
