// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Rows of bytes that lie in memory in tiles side by side: a tile holds the same range of every
/// row, and its pieces of the rows one below another. So what is worked on together lies together,
/// which it would not if a long row were stored in one piece. A row read from left to right goes
/// through all tiles.
///
/// The memory belongs to whoever made this, who must not change it while another reads.
///
/// Threads: any that may use the memory.
public final class TiledRows {
    private final ByteBuffer bytes;
    private final int offset;
    private final int tileWidth;
    private final int tileStride;

    private TiledRows(ByteBuffer bytes, int offset, int tileWidth, int tileStride) {
        this.bytes = bytes;
        this.offset = offset;
        this.tileWidth = tileWidth;
        this.tileStride = tileStride;
    }

    /// Rows in tiles.
    ///
    /// @param offset where the first byte of the first row is
    /// @param tileWidth bytes of a row in a tile, and from one row to the next there
    /// @param tileStride bytes from a tile to the next
    static TiledRows of(byte[] bytes, int offset, int tileWidth, int tileStride) {
        return new TiledRows(ByteBuffer.wrap(bytes), offset, tileWidth, tileStride);
    }

    /// Rows of which each is in one piece.
    ///
    /// @param rowStride bytes from a row to the next, at least a row's
    public static TiledRows whole(byte[] bytes, int offset, int rowStride) {
        return new TiledRows(ByteBuffer.wrap(bytes), offset, rowStride, 0);
    }

    /// The same in a buffer, from its byte 0 on.
    static TiledRows whole(ByteBuffer bytes, int rowStride) {
        return new TiledRows(bytes, 0, rowStride, 0);
    }

    /// Where byte `at` of a row is.
    private int place(int row, int at) {
        return offset + at / tileWidth * tileStride + row * tileWidth + at % tileWidth;
    }

    private int piece(int at, int end) {
        return Math.min(end - at, tileWidth - at % tileWidth);
    }

    /// Copies the first `count` bytes of a row to `target` from `targetOffset` on.
    public void copyRow(int row, int count, byte[] target, int targetOffset) {
        for (int at = 0; at < count; at += piece(at, count)) {
            bytes.get(place(row, at), target, targetOffset + at, piece(at, count));
        }
    }

    /// Writes the first `count` bytes of a row.
    public void writeRow(int row, int count, PieceWriter writer) throws IOException {
        for (int at = 0; at < count; at += piece(at, count)) {
            writer.put(bytes, place(row, at), piece(at, count));
        }
    }

    /// Takes all that remains in `source` for a row, from byte `from` of it on.
    void putRow(int row, int from, ByteBuffer source) {
        int end = from + source.remaining();
        for (int at = from; at < end; at += piece(at, end)) {
            int count = piece(at, end);
            bytes.put(place(row, at), source, source.position(), count);
            source.position(source.position() + count);
        }
    }

    /// Reads the first `count` bytes of a row out of `blob` from `position` on, zeros behind its
    /// end.
    void readRow(int row, int count, BlobSource blob, long position) throws IOException {
        for (int at = 0; at < count; at += piece(at, count)) {
            int place = place(row, at);
            int some = piece(at, count);
            if (bytes.hasArray()) {
                blob.readPadded(position + at, bytes.array(), bytes.arrayOffset() + place, some);
            } else {
                blob.readPadded(position + at, bytes.slice(place, some));
            }
        }
    }
}
