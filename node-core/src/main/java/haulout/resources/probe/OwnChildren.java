// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.time.Duration;
import java.util.List;

/// The processes that this one has started. Few ever run, and to look for them means to look at all
/// processes.
final class OwnChildren {
    private static final Duration FIND_EVERY = Duration.ofSeconds(30);
    private static final double NANOS = 1e9;

    private List<ProcessHandle> children = List.of();
    private Duration found = Duration.ofDays(-1);

    /// Processor time of those that still run.
    ///
    /// @param now steady clock
    double seconds(Duration now) {
        if (now.minus(found).compareTo(FIND_EVERY) >= 0) {
            children = ProcessHandle.current().descendants().toList();
            found = now;
        }
        double nanos = 0;
        for (ProcessHandle child : children) {
            nanos += child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        }
        return nanos / NANOS;
    }
}
