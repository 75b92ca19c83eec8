// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.SymbolGrid;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.hash.HashEngine;
import haulout.hash.RowNodes;
import haulout.hash.StripHasher;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The second of [BlobEncoder]'s passes, by one thread: groups of columns are extended and hashed,
/// and handed to the sink.
final class StripPass {
    private static final int STRIP = HashEngine.STRIP_COLUMNS;

    private final EncodingConfig config;
    private final Coders coders;
    private final Supplier<Kernels> kernels;
    private final RowNodes rowNodes;
    private final byte[] columnRoots;
    private final StripStage stage;
    private @Nullable Kernels used;
    private int usedSymbolBytes;
    private @Nullable StripHasher hasher;
    private byte[] buffer = new byte[0];

    /// @param rowNodes takes one node for each row and strip
    /// @param columnRoots takes the roots of the columns' trees, one after another
    StripPass(
            EncodingConfig config,
            Coders coders,
            Supplier<Kernels> kernels,
            RowNodes rowNodes,
            byte[] columnRoots) {
        this.config = config;
        this.coders = coders;
        this.kernels = kernels;
        this.rowNodes = rowNodes;
        this.columnRoots = columnRoots;
        this.stage = new StripStage(config);
    }

    private StripHasher hasher(Kernels current, int symbolBytes) {
        StripHasher made = hasher;
        if (made == null || current != used || symbolBytes != usedSymbolBytes) {
            made = current.hash().stripHasher(config.shardCount(), symbolBytes);
            hasher = made;
        }
        used = current;
        usedSymbolBytes = symbolBytes;
        return made;
    }

    /// Second pass, one group of columns: buffer = tiles of columns, each of n rows of its symbols;
    /// or, of large symbols, n rows of a range of each.
    void run(BlobSource blob, SliverSink sink, EncodeLayout layout, int group, byte[] scratch)
            throws IOException, InterruptedException {
        buffer = scratch;
        int first = layout.firstColumn(group);
        int count = layout.groupColumnCount(group);
        int ss = layout.symbolBytes;
        if (layout.rangeBytes < ss) {
            StripHasher strip = hasher(kernels.get(), ss);
            strip.begin(count);
            for (int from = 0; from < ss; from += layout.rangeBytes) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                int bytes = Math.min(layout.rangeBytes, ss - from);
                loadRange(blob, sink, layout, first, count, from, bytes);
                codeAndHash(strip, layout, 0, count, count * bytes, bytes);
                handRange(sink, layout, first, count, from, bytes);
            }
            strip.finish(rowNodes, first / STRIP, columnRoots, first * Hash32.BYTES);
            return;
        }
        if (layout.staged) {
            stagedStrip(blob, sink, layout, first, count);
            return;
        }
        loadTiles(blob, sink, layout, first, count);
        boolean wholeSymbols = layout.columnTile.bytes() == ss;
        for (int tile = 0; tile < count; tile += layout.tileColumns) {
            int end = Math.min(count, tile + layout.tileColumns);
            int offset = layout.symbolAt(tile);
            int rowStride = layout.tileWidth;
            StripHasher strip = hasher(kernels.get(), ss);
            if (wholeSymbols) {
                code(layout, offset, end - tile, rowStride, ss, ss);
            }
            for (int column = tile; column < end; column += STRIP) {
                int columns = Math.min(STRIP, end - column);
                int at = layout.symbolAt(column);
                strip.begin(columns);
                if (wholeSymbols) {
                    strip.update(buffer, at, rowStride, ss, ss);
                } else {
                    codeAndHash(strip, layout, at, columns, rowStride, ss);
                }
                strip.finish(
                        rowNodes,
                        (first + column) / STRIP,
                        columnRoots,
                        (first + column) * Hash32.BYTES);
            }
        }
        handTiles(sink, layout, first, count);
    }

    /// The same for symbols that are large enough to be read and written one by one, but not too
    /// large for a strip of them to be held: the buffer holds what is worked on.
    private void stagedStrip(
            BlobSource blob, SliverSink sink, EncodeLayout layout, int first, int count)
            throws IOException, InterruptedException {
        StripHasher strip = hasher(kernels.get(), layout.symbolBytes);
        stage.load(blob, sink, first, count, layout.symbolBytes);
        strip.begin(count);
        layout.columnTile.cover(
                1,
                layout.symbolBytes,
                (one, all, from, bytes) -> {
                    stage.toTile(buffer, from, bytes);
                    code(layout, 0, count, count * bytes, bytes, bytes);
                    strip.update(buffer, 0, count * bytes, bytes, bytes);
                    if (sink.wantsSlivers()) {
                        stage.fromTile(buffer, from, bytes);
                    }
                });
        strip.finish(rowNodes, first / STRIP, columnRoots, first * Hash32.BYTES);
        if (sink.wantsSlivers()) {
            stage.hand(sink, first);
        }
    }

    /// Makes the recovery symbols of a strip, or of a range of its symbols, and hashes all of it,
    /// by tiles.
    ///
    /// @param offset where the strip's first symbol begins in the buffer
    /// @param bytes of each symbol
    private void codeAndHash(
            StripHasher strip,
            EncodeLayout layout,
            int offset,
            int columns,
            int rowStride,
            int bytes)
            throws InterruptedException {
        layout.columnTile.cover(
                1,
                bytes,
                (one, all, from, piece) -> {
                    code(layout, offset + from, columns, rowStride, bytes, piece);
                    strip.update(buffer, offset + from, rowStride, bytes, piece);
                });
    }

    /// Makes recovery symbols below source symbols, all in the buffer.
    ///
    /// @param bytes of each symbol, which are `symbolStride` apart
    private void code(
            EncodeLayout layout,
            int offset,
            int columns,
            int rowStride,
            int symbolStride,
            int bytes) {
        coders.columns(kernels.get())
                .encode(
                        new SymbolGrid(buffer, offset, rowStride, symbolStride),
                        new SymbolGrid(
                                buffer, offset + layout.p * rowStride, rowStride, symbolStride),
                        columns,
                        bytes);
    }

    /// Loads the source symbols of a group of columns, in tiles.
    private void loadTiles(
            BlobSource blob, SliverSink sink, EncodeLayout layout, int first, int count)
            throws IOException {
        int ss = layout.symbolBytes;
        int sourceColumns = Math.clamp(layout.s - first, 0, count);
        if (sourceColumns > 0) {
            TiledRows rows = layout.tiled(buffer, 0);
            for (int row = 0; row < layout.p; row++) {
                long position = ((long) row * layout.s + first) * ss;
                blob.readPaddedRow(position, rows, row, sourceColumns * ss);
            }
        }
        for (int c = sourceColumns; c < count; c++) {
            sink.readSecondary(
                    first + c, layout.p, 0, buffer, layout.symbolAt(c), layout.tileWidth, ss);
        }
    }

    /// Hands the group's source columns to the sink, as secondary slivers and as pieces of those
    /// primary slivers that are not rows of the source.
    private void handTiles(SliverSink sink, EncodeLayout layout, int first, int count)
            throws IOException {
        int ss = layout.symbolBytes;
        int sourceColumns = Math.clamp(layout.s - first, 0, count);
        if (sourceColumns == 0 || !sink.wantsSlivers()) {
            return;
        }
        sink.primaries(
                layout.p,
                layout.n - layout.p,
                first * ss,
                layout.tiled(buffer, layout.p),
                sourceColumns * ss);
        for (int c = 0; c < sourceColumns; c++) {
            sink.secondary(
                    first + c, 0, layout.p, 0, buffer, layout.symbolAt(c), layout.tileWidth, ss);
        }
    }

    /// Loads a range of the source symbols of a group of columns.
    private void loadRange(
            BlobSource blob,
            SliverSink sink,
            EncodeLayout layout,
            int first,
            int count,
            int from,
            int bytes)
            throws IOException {
        int rowStride = count * bytes;
        int sourceColumns = Math.clamp(layout.s - first, 0, count);
        for (int row = 0; row < layout.p; row++) {
            long position = ((long) row * layout.s + first) * layout.symbolBytes + from;
            for (int c = 0; c < sourceColumns; c++) {
                blob.readPadded(
                        position + (long) c * layout.symbolBytes,
                        buffer,
                        row * rowStride + c * bytes,
                        bytes);
            }
        }
        for (int c = sourceColumns; c < count; c++) {
            sink.readSecondary(first + c, layout.p, from, buffer, c * bytes, rowStride, bytes);
        }
    }

    /// Hands a range of the group's source columns to the sink.
    private void handRange(
            SliverSink sink, EncodeLayout layout, int first, int count, int from, int bytes)
            throws IOException {
        int sourceColumns = Math.clamp(layout.s - first, 0, count);
        if (sourceColumns == 0 || !sink.wantsSlivers()) {
            return;
        }
        int rowStride = count * bytes;
        int recovery = layout.p * rowStride;
        for (int c = 0; c < sourceColumns; c++) {
            sink.primaries(
                    layout.p,
                    layout.n - layout.p,
                    (first + c) * layout.symbolBytes + from,
                    TiledRows.whole(buffer, recovery + c * bytes, rowStride),
                    bytes);
            sink.secondary(first + c, 0, layout.p, from, buffer, c * bytes, rowStride, bytes);
        }
    }
}
