// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.time.Duration;

/// What this program itself has used.
final class OwnProcesses {
    private static final double NANOS = 1e9;

    private OwnProcesses() {}

    /// Processor time of this process and the ones that it started and that still run.
    static double processorSeconds() {
        ProcessHandle self = ProcessHandle.current();
        double nanos = nanos(self);
        for (ProcessHandle child : self.children().toList()) {
            nanos += nanos(child);
        }
        return nanos / NANOS;
    }

    private static double nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L).doubleValue();
    }
}
