// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

/// How a segment is cut into stripes, and where things are in the file of its parity.
///
/// A segment is cut into 17 stripes of equal length, one after another; what is missing at the end
/// counts as zeros. Block c of every stripe, and of every parity stripe, make column c, which is
/// coded for itself. The file: table, parity stripes one after another, table again, its header
/// once more.
///
/// @param segmentBytes length of the segment
/// @param parityCount stripes of parity
record ParityLayout(long segmentBytes, int parityCount) {
    static final int DATA_STRIPES = 17;

    /// A column takes 1.3 MB of memory at most.
    static final int BLOCK_BYTES = 1 << 16;

    static final int CHECK_BYTES = 8;

    private static final int ALIGNMENT = 64; // as records have

    // positions in segments are kept in 31 bits of 64 bytes; the last record may go beyond
    private static final long MAX_SEGMENT_BYTES = 3L << 30;

    ParityLayout {
        if (segmentBytes < 1 || segmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("segment of " + segmentBytes + " bytes");
        }
        if (parityCount < 1 || parityCount > 3) {
            throw new IllegalArgumentException(parityCount + " stripes of parity");
        }
    }

    int stripes() {
        return DATA_STRIPES + parityCount;
    }

    long stripeBytes() {
        return Math.ceilDiv(Math.ceilDiv(segmentBytes, DATA_STRIPES), ALIGNMENT) * ALIGNMENT;
    }

    int columns() {
        return (int) Math.ceilDiv(stripeBytes(), BLOCK_BYTES);
    }

    /// Length of the blocks of a column.
    int blockBytes(int column) {
        return (int) Math.min(BLOCK_BYTES, stripeBytes() - (long) column * BLOCK_BYTES);
    }

    /// Where a block of data is in the segment.
    long dataPosition(int stripe, int column) {
        return stripe * stripeBytes() + (long) column * BLOCK_BYTES;
    }

    /// How much of a block of data is in the segment; the rest is zeros.
    int dataBytes(int stripe, int column) {
        long left = segmentBytes - dataPosition(stripe, column);
        return Math.clamp(left, 0, blockBytes(column));
    }

    /// The column of a position in the segment.
    int columnOf(long position) {
        return (int) (position % stripeBytes() / BLOCK_BYTES);
    }

    int tableBytes() {
        return ParityTable.HEADER_BYTES + CHECK_BYTES * (columns() * stripes() + 1);
    }

    /// Where a block of parity is in its file.
    ///
    /// @param parity from 0 on
    long parityPosition(int parity, int column) {
        return tableBytes() + parity * stripeBytes() + (long) column * BLOCK_BYTES;
    }

    /// Where the second table is.
    long copyPosition() {
        return tableBytes() + parityCount * stripeBytes();
    }

    long fileBytes() {
        return copyPosition() + tableBytes() + ParityTable.HEADER_BYTES;
    }
}
