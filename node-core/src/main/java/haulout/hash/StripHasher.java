// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// Hashes one strip of columns of the symbol matrix after another: every symbol once, its digest
/// going into the tree of its column, which is finished within the strip, and into the tree of its
/// row, of which the strip's part is reduced to one node per row.
///
/// Symbols may come whole or in several byte ranges, so that a strip of very large symbols need not
/// be in memory at once. Scratch is kept between strips. Not thread-safe.
public interface StripHasher {
    /// Starts a strip.
    ///
    /// @param columnCount 1…[HashEngine#STRIP_COLUMNS]
    void begin(int columnCount);

    /// Takes the next bytes of every symbol: symbol (row r, column c) has `byteCount` bytes at
    /// `offset + r·rowStride + c·columnStride`.
    ///
    /// @param byteCount a multiple of 128 except in the last call; over all calls of a strip it
    ///   adds up to symbolBytes
    void update(byte[] bytes, int offset, int rowStride, int columnStride, int byteCount);

    /// Ends the strip.
    ///
    /// @param nodes receives the strip's node of every row
    /// @param strip number of the strip: its first column is 8·strip
    /// @param columnRoots receives columnCount · 32 bytes from `columnRootsOffset` on
    void finish(RowNodes nodes, int strip, byte[] columnRoots, int columnRootsOffset);
}
