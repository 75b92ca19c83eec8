// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.SymbolGrid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// The first of [BlobEncoder]'s passes, by one thread: the recovery columns of bands of rows.
final class BandPass {
    /// Up to so many source columns, rows of a blob in memory are coded from where they are. With
    /// more, the code would take so many short pieces from all over a row that copying the row to
    /// the cache first is faster.
    private static final int MAX_DIRECT_COLUMNS = 256;

    private final Coders coders;
    private final Supplier<Kernels> kernels;
    private ByteBuffer rowStage = ByteBuffer.allocate(0);

    BandPass(Coders coders, Supplier<Kernels> kernels) {
        this.coders = coders;
        this.kernels = kernels;
    }

    /// Where the source symbols of some rows of a band are, from a byte of each symbol on.
    @FunctionalInterface
    private interface RowSource {
        SymbolGrid rows(int row, int some, int from);
    }

    /// First pass, one band: buffer = source rows of a tile, if they are not in the heap, then
    /// recovery columns one after another.
    void run(BlobSource blob, SliverSink sink, EncodeLayout layout, int band, byte[] buffer)
            throws IOException, InterruptedException {
        int ss = layout.symbolBytes;
        int rowBytes = layout.s * ss;
        int firstRow = band * layout.bandRows;
        int rowCount = layout.bandRowCount(band);
        int sourceBytes = rowCount * rowBytes;
        long position = (long) firstRow * rowBytes;
        int recoveryAt = Math.min(rowCount, layout.rowTile.symbols()) * rowBytes;
        int columnBytes = rowCount * ss;
        SymbolGrid recovery = new SymbolGrid(buffer, recoveryAt, columnBytes, ss);
        TiledRows slivers;
        if (blob instanceof MemoryBlob memory
                && layout.s <= MAX_DIRECT_COLUMNS
                && position + sourceBytes <= memory.length()) {
            int rowsAt = (int) position;
            SymbolGrid source = new SymbolGrid(memory.bytes(), rowsAt, ss, rowBytes);
            codeRows(layout, rowCount, recovery, (row, some, from) -> source.from(row, from));
            slivers = TiledRows.whole(memory.bytes(), rowsAt, rowBytes);
        } else {
            ByteBuffer view = blob.view(position, sourceBytes);
            ByteBuffer outside = view == null ? rowStage(blob, position, sourceBytes) : view;
            SymbolGrid source = new SymbolGrid(buffer, 0, ss, rowBytes);
            codeRows(
                    layout,
                    rowCount,
                    recovery,
                    (row, some, from) -> {
                        if (from == 0) {
                            outside.get(row * rowBytes, buffer, 0, some * rowBytes);
                        }
                        return source.from(0, from);
                    });
            slivers = TiledRows.whole(outside, rowBytes);
        }
        if (sink.wantsSlivers()) {
            sink.primaries(firstRow, rowCount, 0, slivers, rowBytes);
        }
        for (int j = 0; j < layout.n - layout.s; j++) {
            sink.secondary(
                    layout.s + j,
                    firstRow,
                    rowCount,
                    0,
                    buffer,
                    recoveryAt + j * columnBytes,
                    ss,
                    ss);
        }
    }

    /// Extends the rows of a band, tile by tile.
    private void codeRows(EncodeLayout layout, int rowCount, SymbolGrid recovery, RowSource source)
            throws InterruptedException {
        layout.rowTile.cover(
                rowCount,
                layout.symbolBytes,
                (row, some, from, bytes) ->
                        coders.rows(kernels.get())
                                .encode(
                                        source.rows(row, some, from),
                                        recovery.from(row, from),
                                        some,
                                        bytes));
    }

    /// Rows read to outside the heap, because the system writes them from there as they are.
    private ByteBuffer rowStage(BlobSource blob, long position, int bytes) throws IOException {
        if (rowStage.capacity() < bytes) {
            rowStage = ByteBuffer.allocateDirect(bytes);
        }
        blob.readPadded(position, rowStage.clear().limit(bytes));
        return rowStage;
    }
}
