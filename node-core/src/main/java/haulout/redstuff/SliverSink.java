// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes the slivers of a blob as the encoder makes them, piece by piece and out of order, and
/// gives back pieces of secondary slivers: the encoder makes the recovery columns first and reads
/// them again.
///
/// A piece is a column of symbol ranges: piece r of a call lies at `offset + r·rowStride` of the
/// array. Every byte of every sliver is written exactly once, and secondary slivers n−f…n−1 before
/// any of them is read.
///
/// Threads: several may write at once, never the same bytes.
public interface SliverSink {
    /// Takes one piece for each of some consecutive primary slivers, all at the same place.
    ///
    /// @param firstRow index of the first of them
    /// @param rowCount how many
    /// @param payloadOffset where the piece begins in the payload of each sliver
    /// @param rows the pieces, that of the first sliver first; the sink does not keep them
    /// @param count bytes of a piece
    void primaries(int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count)
            throws IOException;

    /// Takes the same byte range of some consecutive symbols of one secondary sliver.
    ///
    /// @param column index of the secondary sliver
    /// @param firstRow first symbol
    /// @param rowCount number of symbols
    /// @param symbolOffset where the range begins in each symbol
    /// @param count bytes of the range; the whole symbol when the symbols are small
    void secondary(
            int column,
            int firstRow,
            int rowCount,
            int symbolOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count)
            throws IOException;

    /// Takes some consecutive whole symbols of one secondary sliver.
    ///
    /// @param symbols all that remains in them, one symbol behind another; the sink does not keep
    ///   them
    void secondary(int column, int firstRow, ByteBuffer... symbols) throws IOException;

    /// Reads what [#secondary] took: all p symbols of a recovery column, as many bytes as remain in
    /// `symbols`.
    void readSecondary(int column, ByteBuffer symbols) throws IOException;

    /// Reads what [#secondary] took: the same range of all p symbols of a recovery column.
    void readSecondary(
            int column,
            int rowCount,
            int symbolOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count)
            throws IOException;

    /// Whether source slivers are wanted at all: false when only the hashes are.
    default boolean wantsSlivers() {
        return true;
    }
}
