// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.time.Duration;
import java.util.List;

/// What this program itself has used. Looking for the processes that it started means looking at
/// all of the computer, so that is done every few seconds only.
///
/// Threads: one.
final class OwnProcesses {
    private static final Duration FIND_EVERY = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    private final ProcessHandle self = ProcessHandle.current();
    private List<ProcessHandle> children = List.of();
    private Duration found = Duration.ofDays(-1);

    /// Processor time of this process and the ones that it started and that still run.
    ///
    /// @param now steady clock
    double processorSeconds(Duration now) {
        if (now.minus(found).compareTo(FIND_EVERY) >= 0) {
            children = self.descendants().toList();
            found = now;
        }
        double nanos = nanos(self);
        for (ProcessHandle child : children) {
            nanos += nanos(child);
        }
        return nanos / NANOS;
    }

    private static double nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L).doubleValue();
    }
}
