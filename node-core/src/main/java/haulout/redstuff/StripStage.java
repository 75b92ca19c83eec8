// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

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

    /// The source symbols, one column after another, each wherever it is: here or in the blob.
    private ByteBuffer[] symbols = new ByteBuffer[0];

    private boolean[] isRead = new boolean[0];

    /// Where those symbols of a column that had to be read begin in `source`, and of the one behind
    /// the last.
    private int[] columnAt = new int[0];

    StripStage(EncodingConfig config) {
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
    }

    /// Loads the source symbols of columns `first` to `first + count`.
    void load(BlobSource blob, SliverSink sink, int first, int count, int ss) throws IOException {
        symbolBytes = ss;
        columns = count;
        sourceColumns = Math.clamp(s - first, 0, count);
        recovery = room(recovery, (long) sourceColumns * (n - p) * ss);
        symbols = new ByteBuffer[count * p];
        isRead = new boolean[count * p];
        Arrays.fill(isRead, true);
        for (int c = 0; c < sourceColumns; c++) {
            for (int row = 0; row < p; row++) {
                ByteBuffer view = blob.view(((long) row * s + first + c) * ss, ss);
                if (view != null) {
                    symbols[c * p + row] = view;
                    isRead[c * p + row] = false;
                }
            }
        }
        place();
        // row by row, because that is how they lie in the file
        for (int row = 0; row < p; row++) {
            for (int c = 0; c < sourceColumns; c++) {
                ByteBuffer symbol = symbols[c * p + row];
                if (isRead[c * p + row]) {
                    blob.readPadded(((long) row * s + first + c) * ss, symbol);
                    symbol.clear();
                }
            }
        }
        for (int c = sourceColumns; c < count; c++) {
            sink.readSecondary(first + c, read(c));
        }
    }

    /// Makes room for the symbols that have to be read.
    private void place() {
        int missing = 0;
        for (boolean read : isRead) {
            missing += read ? 1 : 0;
        }
        source = room(source, (long) missing * symbolBytes);
        columnAt = new int[columns + 1];
        int at = 0;
        for (int i = 0; i < symbols.length; i++) {
            if (i % p == 0) {
                columnAt[i / p] = at;
            }
            if (isRead[i]) {
                symbols[i] = source.slice(at, symbolBytes);
                at += symbolBytes;
            }
        }
        columnAt[columns] = at;
    }

    /// A column all of which had to be read.
    private ByteBuffer read(int column) {
        return source.slice(columnAt[column], p * symbolBytes);
    }

    private boolean isAllRead(int column) {
        return columnAt[column + 1] - columnAt[column] == p * symbolBytes;
    }

    private static ByteBuffer room(ByteBuffer buffer, long bytes) {
        return buffer.capacity() >= bytes
                ? buffer
                : ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    }

    /// Copies a range of all source symbols to a tile of rows, symbols side by side.
    void toTile(byte[] tile, int from, int bytes) {
        for (int c = 0; c < columns; c++) {
            for (int row = 0; row < p; row++) {
                symbols[c * p + row].get(from, tile, (row * columns + c) * bytes, bytes);
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
            if (isAllRead(c)) {
                sink.secondary(first + c, 0, read(c));
            } else {
                sink.secondary(first + c, 0, Arrays.copyOfRange(symbols, c * p, (c + 1) * p));
            }
        }
    }
}
