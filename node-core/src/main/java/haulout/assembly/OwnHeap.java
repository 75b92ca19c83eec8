// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// The heap of this process.
///
/// How much of it may be free is one number for all times, and a heap at work wants another one
/// than a heap at rest: with a tenth, a collector that works beside the program shrinks the heap
/// several times a second and then has so little room that it stops the program twice as often. So
/// the number is small only while the heap at rest is collected.
///
/// Threads: any. A process has one such number, however many networks it has, so one of them
/// collects at a time.
final class OwnHeap implements IdleMemory.Heap {
    /// Percent of the heap; the Java machine lets it be changed while it runs.
    static final String FREE_SHARE = "MaxHeapFreeRatio";

    private static final String AT_REST = "10";

    private final Runnable collector;

    OwnHeap() {
        this(System::gc);
    }

    /// @param collector collects the heap
    OwnHeap(Runnable collector) {
        this.collector = collector;
    }

    @Override
    public long bytes() {
        return Runtime.getRuntime().totalMemory();
    }

    @Override
    public void collect() {
        synchronized (OwnHeap.class) {
            Optional<HotSpotDiagnosticMXBean> machine =
                    Optional.ofNullable(
                            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
            Optional<String> usual = machine.flatMap(OwnHeap::tighten);
            try {
                collector.run();
            } finally {
                usual.ifPresent(share -> machine.get().setVMOption(FREE_SHARE, share));
            }
        }
    }

    /// What it was; empty where it stays as it is.
    private static Optional<String> tighten(HotSpotDiagnosticMXBean machine) {
        try {
            String usual = machine.getVMOption(FREE_SHARE).getValue();
            machine.setVMOption(FREE_SHARE, AT_REST);
            return Optional.of(usual);
        } catch (IllegalArgumentException e) {
            // another Java machine, or one that was told to keep more free
            return Optional.empty();
        }
    }
}
