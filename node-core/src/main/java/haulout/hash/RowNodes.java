// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// One Merkle node per row and strip of eight columns: what remains of the row trees once a strip
/// is hashed.
///
/// The node of a strip is the node three levels above the leaves (or lower, if the whole row has
/// fewer levels). Layout: for each strip, for each group of eight rows, four words of eight lanes.
/// Both engines share it, so that a job may change engines between strips.
///
/// Threads: different strips may be written by different threads; reading the roots needs all of
/// them done.
public final class RowNodes {
    private final int rowCount;
    private final int columnCount;
    private final int stripCount;
    private final int rowGroups;
    final long[] words;

    /// @param rowCount rows of the matrix, at least 1
    /// @param columnCount columns of the matrix, at least 1
    public RowNodes(int rowCount, int columnCount) {
        this.rowCount = rowCount;
        this.columnCount = columnCount;
        this.stripCount = Math.ceilDiv(columnCount, HashEngine.STRIP_COLUMNS);
        this.rowGroups = Math.ceilDiv(rowCount, 8);
        this.words = new long[Math.multiplyExact(Math.multiplyExact(stripCount, rowGroups), 32)];
    }

    /// Rows of the matrix.
    public int rowCount() {
        return rowCount;
    }

    /// Columns of the matrix.
    public int columnCount() {
        return columnCount;
    }

    /// Strips that the columns make.
    public int stripCount() {
        return stripCount;
    }

    /// Where the 32 words (4 words × 8 lanes) of a strip's group of eight rows begin in [#words].
    int base(int strip, int rowGroup) {
        return (strip * rowGroups + rowGroup) * 32;
    }

    /// Takes one node of 32 bytes.
    void set(int strip, int row, byte[] node, int offset) {
        int index = base(strip, row >> 3) + (row & 7);
        for (int word = 0; word < 4; word++) {
            words[index + 8 * word] = (long) Blake2bBlock.WORD.get(node, offset + 8 * word);
        }
    }

    /// Gives one node of 32 bytes.
    void get(int strip, int row, byte[] node, int offset) {
        int index = base(strip, row >> 3) + (row & 7);
        for (int word = 0; word < 4; word++) {
            Blake2bBlock.WORD.set(node, offset + 8 * word, words[index + 8 * word]);
        }
    }
}
