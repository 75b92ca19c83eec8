// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.util.concurrent.atomic.LongAdder;

/// Counts since the start. Threads: any.
final class StoreCounters {
    final LongAdder stored = new LongAdder();
    final LongAdder alreadyStored = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder writtenBytes = new LongAdder();
    final LongAdder flushes = new LongAdder();
    final LongAdder groups = new LongAdder();
    final LongAdder groupedRecords = new LongAdder();
    final LongAdder sealedSegments = new LongAdder();
    final LongAdder damaged = new LongAdder();
    final LongAdder mended = new LongAdder();
    final LongAdder writeFailures = new LongAdder();
    final LongAdder copiedBytes = new LongAdder();
    final LongAdder reclaimedBytes = new LongAdder();
    final LongAdder indexBatches = new LongAdder();

    void group(int records) {
        groups.increment();
        groupedRecords.add(records);
    }
}
