// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which events are done with. They end in any order; the cursor moves over the unbroken run only.
/// Thread-safe.
final class FinishedEvents {
    private long run;
    // ends of runs behind a gap by their beginnings; as many entries as there are gaps
    private final NavigableMap<Long, Long> behind = new TreeMap<>();

    FinishedEvents(long finished) {
        this.run = finished;
    }

    synchronized void finish(long index) {
        if (index < run) {
            return;
        }
        long from = index;
        long to = index + 1;
        Map.Entry<Long, Long> before = behind.floorEntry(index);
        if (before != null && before.getValue() >= index) {
            if (before.getValue() > index) {
                return;
            }
            from = before.getKey();
        }
        Long after = behind.remove(to);
        if (after != null) {
            to = after;
        }
        if (from == run) {
            behind.remove(from);
            run = to;
        } else {
            behind.put(from, to);
        }
    }

    /// How many events are done with, without a gap.
    synchronized long run() {
        return run;
    }

    /// The newest event that is done with, -1 if none.
    synchronized long highest() {
        return (behind.isEmpty() ? run : behind.lastEntry().getValue()) - 1;
    }
}
