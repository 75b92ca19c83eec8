// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A strip of columns of large symbols on its way between files and the code: outside the heap, so
/// that the system reads and writes it without another copy, and lying as the files do. The code
/// works on a tile in the cache, which is filled from here and emptied to here range by range.
///
/// Threads: one.
final class StripStage {
    private final int p;
    private final int s;
    private final int n;
    private ByteBuffer source = ByteBuffer.allocate(0);
    private ByteBuffer recovery = ByteBuffer.allocate(0);
    private int symbolBytes;
    private int columns;
    private int sourceColumns;

    StripStage(EncodingConfig config) {
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
    }

    /// Loads the source symbols of columns `first` to `first + count`, one column after another.
    void load(BlobSource blob, SliverSink sink, int first, int count, int ss) throws IOException {
        symbolBytes = ss;
        columns = count;
        sourceColumns = Math.clamp(s - first, 0, count);
        source = room(source, (long) count * p * ss);
        recovery = room(recovery, (long) sourceColumns * (n - p) * ss);
        for (int row = 0; row < p; row++) {
            for (int c = 0; c < sourceColumns; c++) {
                ByteBuffer symbol = source.slice(sourceAt(row, c), ss);
                blob.readPadded(((long) row * s + first + c) * ss, symbol);
            }
        }
        for (int c = sourceColumns; c < count; c++) {
            sink.readSecondary(first + c, source.slice(sourceAt(0, c), p * ss));
        }
    }

    private static ByteBuffer room(ByteBuffer buffer, long bytes) {
        return buffer.capacity() >= bytes
                ? buffer
                : ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    }

    private int sourceAt(int row, int column) {
        return (column * p + row) * symbolBytes;
    }

    /// Copies a range of all source symbols to a tile of rows, symbols side by side.
    void toTile(byte[] tile, int from, int bytes) {
        for (int c = 0; c < columns; c++) {
            for (int row = 0; row < p; row++) {
                source.get(sourceAt(row, c) + from, tile, (row * columns + c) * bytes, bytes);
            }
        }
    }

    /// Takes the same range of the recovery symbols of source columns, from below the others.
    void fromTile(byte[] tile, int from, int bytes) {
        for (int row = p; row < n; row++) {
            int to = (row - p) * sourceColumns * symbolBytes + from;
            for (int c = 0; c < sourceColumns; c++) {
                recovery.put(to + c * symbolBytes, tile, (row * columns + c) * bytes, bytes);
            }
        }
    }

    /// Hands source columns over, as secondary slivers and as pieces of the primary slivers that
    /// are not rows of the source.
    void hand(SliverSink sink, int first) throws IOException {
        if (sourceColumns == 0) {
            return;
        }
        int bytes = sourceColumns * symbolBytes;
        sink.primaries(p, n - p, first * symbolBytes, TiledRows.whole(recovery, bytes), bytes);
        for (int c = 0; c < sourceColumns; c++) {
            sink.secondary(first + c, 0, source.slice(sourceAt(0, c), p * symbolBytes));
        }
    }
}
