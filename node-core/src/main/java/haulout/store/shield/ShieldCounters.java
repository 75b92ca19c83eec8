// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import java.util.concurrent.atomic.LongAdder;

/// Counts since the start. Threads: any.
final class ShieldCounters {
    final LongAdder madeFiles = new LongAdder();
    final LongAdder codedBytes = new LongAdder();
    final LongAdder checkedBytes = new LongAdder();
    final LongAdder damagedBlocks = new LongAdder();
    final LongAdder mendedBlocks = new LongAdder();
    final LongAdder lostRecords = new LongAdder();
    final LongAdder recoveredRecords = new LongAdder();
}
