// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// Leaf digests of all 65536 symbols of two bytes, 2 MB, made when first asked for.
///
/// Small blobs have symbols of two bytes, and a matrix of n rows has n² of them: from some 300 rows
/// on, looking their digests up is less work than hashing them, even the first time.
final class TwoByteLeaves {
    /// Rows from which on the table pays.
    static final int WORTHWHILE_ROWS = 300;

    private static final int SYMBOLS = 1 << 16;

    private TwoByteLeaves() {}

    /// Looks up the digests of a strip.
    ///
    /// @param digests receives one slot per row, see [VectorStripHasher]
    static void lookUp(
            byte[] bytes,
            int offset,
            int rowStride,
            int columnStride,
            int rowCount,
            int columnCount,
            long[] digests) {
        long[] table = Table.WORDS;
        for (int row = 0; row < rowCount; row++) {
            int to = row * LaneTree.SLOT;
            int at = offset + row * rowStride;
            for (int column = 0; column < columnCount; column++) {
                int entry = 4 * ((bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8));
                digests[to + column] = table[entry];
                digests[to + column + 8] = table[entry + 1];
                digests[to + column + 16] = table[entry + 2];
                digests[to + column + 24] = table[entry + 3];
                at += columnStride;
            }
        }
    }

    private static final class Table {
        /// Four words of each digest, the symbol read as a little-endian number.
        static final long[] WORDS = make();

        private static long[] make() {
            long[] words = new long[4 * SYMBOLS];
            byte[] symbols = new byte[2 * LeafLanes.COUNT + Blake2bBlock.BLOCK_BYTES];
            long[] digests = new long[2 * LaneTree.SLOT];
            LeafLanes leaves = new LeafLanes();
            for (int i = 0; i < LeafLanes.COUNT; i++) {
                leaves.at[i] = 1 + 2 * i;
            }
            leaves.located();
            for (int first = 0; first < SYMBOLS; first += LeafLanes.COUNT) {
                for (int i = 0; i < LeafLanes.COUNT; i++) {
                    symbols[leaves.at[i]] = (byte) (first + i);
                    symbols[leaves.at[i] + 1] = (byte) ((first + i) >> 8);
                }
                leaves.hash(symbols, 2, digests, 0, LaneTree.SLOT);
                for (int i = 0; i < LeafLanes.COUNT; i++) {
                    for (int word = 0; word < 4; word++) {
                        words[4 * (first + i) + word] = digests[(i & 8) * 4 + 8 * word + (i & 7)];
                    }
                }
            }
            return words;
        }
    }
}
