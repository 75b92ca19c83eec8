// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Strips hashed sixteen symbols at a time.
///
/// A slot holds the digests of one row of the strip, lanes being columns. Column trees are reduced
/// as they lie. For the row trees, eight slots are transposed so that lanes are rows.
final class VectorStripHasher implements StripHasher {
    private static final int SLOT = LaneTree.SLOT;
    private static final int COLUMNS = HashEngine.STRIP_COLUMNS;
    private static final int STATES = 2 * LaneBlake2b.STATE_LONGS;

    /// Where the second group of eight rows begins in [#rows].
    private static final int SECOND = (COLUMNS + 1) * SLOT;

    private final int rowCount;
    private final StripProgress progress;
    private final LeafLanes leaves = new LeafLanes();
    private final LaneTree tree = new LaneTree();

    /// Slots of the rows, rounded up to sixteen, and one more.
    private final long[] digests;

    /// Slots of the columns of sixteen rows, lanes being rows.
    private final long[] rows = new long[2 * SECOND];

    /// Digests of sixteen symbols of a narrow strip.
    private final long[] loose = new long[2 * SLOT];

    private final boolean usesTable;

    /// Symbols that come in several ranges: chaining values of sixteen symbols each, and the last
    /// byte of every symbol.
    private long @Nullable [] states;

    private byte @Nullable [] lastBytes;

    VectorStripHasher(int rowCount, int symbolBytes) {
        this.rowCount = rowCount;
        this.progress = new StripProgress(rowCount, symbolBytes);
        this.digests = new long[Math.multiplyExact(((rowCount + 15) & -16) + 1, SLOT)];
        this.usesTable = symbolBytes == 2 && rowCount >= TwoByteLeaves.WORTHWHILE_ROWS;
    }

    @Override
    public void begin(int columnCount) {
        progress.begin(columnCount);
    }

    @Override
    public void update(byte[] bytes, int offset, int rowStride, int columnStride, int byteCount) {
        int before = progress.taken();
        boolean last = progress.take(byteCount);
        if (usesTable) {
            TwoByteLeaves.lookUp(
                    bytes,
                    offset,
                    rowStride,
                    columnStride,
                    rowCount,
                    progress.columnCount(),
                    digests);
        } else if (before == 0 && last) {
            hashWhole(bytes, offset, rowStride, columnStride, byteCount);
        } else {
            hashRange(bytes, offset, rowStride, columnStride, byteCount, before, last);
        }
    }

    @Override
    public void finish(RowNodes nodes, int strip, byte[] columnRoots, int columnRootsOffset) {
        progress.finish(nodes, strip);
        int columnCount = progress.columnCount();
        int levels = MerkleRules.levelsInStrip(nodes.columnCount());
        for (int row = 0; row < rowCount; row += 16) {
            for (int word = 0; word < SLOT; word += 8) {
                LaneWords.transpose(digests, row * SLOT + word, rows, word);
                LaneWords.transpose(digests, (row + 8) * SLOT + word, rows, SECOND + word);
            }
            tree.reduceTwo(rows, 0, SECOND, columnCount, levels);
            System.arraycopy(rows, 0, nodes.words, nodes.base(strip, row >> 3), SLOT);
            if (row + 8 < rowCount) {
                System.arraycopy(
                        rows, SECOND, nodes.words, nodes.base(strip, (row >> 3) + 1), SLOT);
            }
        }
        tree.reduce(digests, 0, rowCount);
        LaneWords.toBytes(digests, 0, columnCount, columnRoots, columnRootsOffset);
    }

    private void hashWhole(
            byte[] bytes, int offset, int rowStride, int columnStride, int byteCount) {
        int columnCount = progress.columnCount();
        int symbolCount = rowCount * columnCount;
        for (int symbol = 0; symbol < symbolCount; symbol += LeafLanes.COUNT) {
            locate(symbol, columnCount, offset, rowStride, columnStride);
            if (columnCount == COLUMNS) {
                int to = symbol / COLUMNS * SLOT;
                leaves.hash(bytes, byteCount, digests, to, to + SLOT);
            } else {
                leaves.hash(bytes, byteCount, loose, 0, SLOT);
                spread(symbol, columnCount);
            }
        }
    }

    private void hashRange(
            byte[] bytes,
            int offset,
            int rowStride,
            int columnStride,
            int byteCount,
            int before,
            boolean last) {
        int columnCount = progress.columnCount();
        int symbolCount = rowCount * columnCount;
        int groups = Math.ceilDiv(rowCount * COLUMNS, LeafLanes.COUNT);
        if (states == null || lastBytes == null) {
            states = new long[Math.multiplyExact(groups, STATES)];
            lastBytes = new byte[groups * LeafLanes.COUNT];
        }
        for (int symbol = 0; symbol < symbolCount; symbol += LeafLanes.COUNT) {
            locate(symbol, columnCount, offset, rowStride, columnStride);
            int statesAt = symbol / LeafLanes.COUNT * STATES;
            if (before != 0) {
                for (int i = 0; i < LeafLanes.COUNT; i++) {
                    leaves.lead[i] = lastBytes[symbol + i] & 0xff;
                }
            }
            if (last) {
                leaves.end(bytes, byteCount, before, states, statesAt, loose, 0, SLOT);
                spread(symbol, columnCount);
            } else {
                leaves.take(bytes, byteCount, before, states, statesAt);
                for (int i = 0; i < LeafLanes.COUNT; i++) {
                    lastBytes[symbol + i] = bytes[leaves.at[i] + byteCount - 1];
                }
            }
        }
        Arrays.fill(leaves.lead, MerkleRules.LEAF_PREFIX);
    }

    /// Finds the sixteen symbols from number `symbol` on, row-major; what is beyond the end repeats
    /// the last.
    private void locate(int symbol, int columnCount, int offset, int rowStride, int columnStride) {
        int[] at = leaves.at;
        int row = symbol / columnCount;
        int column = symbol - row * columnCount;
        int next = offset + row * rowStride + column * columnStride;
        int end = Math.min(LeafLanes.COUNT, rowCount * columnCount - symbol);
        for (int i = 0; i < end; i++) {
            at[i] = next;
            next += columnStride;
            if (++column == columnCount) {
                column = 0;
                next += rowStride - columnCount * columnStride;
            }
        }
        Arrays.fill(at, end, LeafLanes.COUNT, at[end - 1]);
        leaves.located();
    }

    /// Puts the digests of sixteen symbols into their slots.
    private void spread(int symbol, int columnCount) {
        int end = Math.min(LeafLanes.COUNT, rowCount * columnCount - symbol);
        for (int i = 0; i < end; i++) {
            int row = (symbol + i) / columnCount;
            int to = row * SLOT + symbol + i - row * columnCount;
            int from = (i & 8) * 4 + (i & 7);
            digests[to] = loose[from];
            digests[to + 8] = loose[from + 8];
            digests[to + 16] = loose[from + 16];
            digests[to + 24] = loose[from + 24];
        }
    }
}
