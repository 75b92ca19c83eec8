// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.time.Duration;

/// Sizes of the segments and of what waits in memory.
///
/// @param segmentBytes a segment is sealed before it grows beyond this; a larger record has one for
///   itself
/// @param segmentRecords and before it has more records: its footer has 56 bytes for each
/// @param groupBytes most bytes under one flush: how long the first writer waits for the others
/// @param indexRows so many changes wait in memory before they go to the table: some 150 bytes
///   each, and what a start after a crash reads again
/// @param indexBytes so many bytes of records wait likewise: a start reads them at the drive's
///   speed
/// @param indexDelay how long a change waits at most
/// @param minDeadPercent a segment is compacted when this part of it counts no more
public record SegmentConfig(
        long segmentBytes,
        int segmentRecords,
        int groupBytes,
        int indexRows,
        long indexBytes,
        Duration indexDelay,
        int minDeadPercent) {
    /// For a home computer.
    public static final SegmentConfig DEFAULT =
            new SegmentConfig(
                    256L << 20, 1 << 16, 16 << 20, 1 << 14, 64L << 20, Duration.ofSeconds(2), 30);

    // positions are kept as multiples of 64 in 31 bits; tools and file systems like it too
    private static final long MAX_SEGMENT_BYTES = 2L << 30;

    public SegmentConfig {
        if (segmentBytes < 4096 || segmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
        }
        if (segmentRecords < 1 || segmentRecords > 1 << 20) {
            throw new IllegalArgumentException("segments of " + segmentRecords + " records");
        }
        if (groupBytes < 1 || indexRows < 1 || indexBytes < 1) {
            throw new IllegalArgumentException("limits below 1");
        }
        if (minDeadPercent < 1 || minDeadPercent > 100) {
            throw new IllegalArgumentException("at least " + minDeadPercent + " % dead");
        }
    }
}
