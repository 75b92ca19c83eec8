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
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Encodes blobs: all sliver pairs, all their hashes, the metadata and with it the blob ID.
///
/// The blob is a matrix of p rows by s columns of symbols, extended to n by n. Two passes over it,
/// neither of which holds more than a bounded part; the second begins while the first ends, and
/// comes to the recovery columns last:
///
/// 1. *Recovery columns*: bands of rows; each row is extended from s to n symbols, and the new
///    symbols go into the secondary slivers s…n−1.
/// 2. *Strips*: groups of columns, eight at a time; each column is extended from p to n symbols,
///    every symbol is hashed once, the trees of the columns are finished, and the pieces go to all
///    primary slivers and the source columns' secondary slivers. Symbols too large for eight
///    columns to fit are taken in ranges of bytes, which code and hash independently of each other.
///
/// What remains to the end is one Merkle node per row and eight columns.
///
/// Scratch is kept between blobs. One job at a time; the job itself uses the crew's threads.
///
/// Source: walrus-core `encoding/blob_encoding.rs` for what is computed; the order is our own.
public final class BlobEncoder {
    private static final int STRIP = HashEngine.STRIP_COLUMNS;

    /// Up to so many source columns, rows of a blob in memory are coded from where they are. With
    /// more, the code would take so many short pieces from all over a row that copying the row to
    /// the cache first is faster.
    private static final int MAX_DIRECT_COLUMNS = 256;

    /// Groups of recovery columns are smaller by so much than those of source columns: they write
    /// nothing, so they gain nothing by being large, and small ones at the end leave no thread
    /// without work for long.
    private static final int RECOVERY_PARTS = 4;

    /// Symbols from this size on are read and written one by one.
    private static final int STAGED_SYMBOL_BYTES = 8 << 10;

    private final EncodingConfig config;
    private final Supplier<Kernels> kernels;
    private final Crew crew;
    private final BufferSizes sizes;
    private final Member[] members;
    private final RowNodes rowNodes;
    private final byte[] columnRoots;
    private final SmallMatrix smallMatrix;

    /// @param config number of shards, at least [EncodingConfig#MIN_ENCODABLE_SHARDS]
    /// @param kernels asked at the start of every piece of work, so that a job may change engines
    ///   on its way
    /// @param crew threads to use
    /// @param sizes memory to use per thread
    public BlobEncoder(
            EncodingConfig config, Supplier<Kernels> kernels, Crew crew, BufferSizes sizes) {
        if (!config.isEncodable()) {
            throw new IllegalArgumentException(
                    "cannot encode for "
                            + config.shardCount()
                            + " shards, at least "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS
                            + " needed");
        }
        this.config = config;
        this.kernels = kernels;
        this.crew = crew;
        this.sizes = sizes;
        int n = config.shardCount();
        this.members = new Member[crew.size()];
        this.rowNodes = new RowNodes(n, n);
        this.columnRoots = new byte[n * Hash32.BYTES];
        this.smallMatrix = new SmallMatrix(config, kernels, crew);
    }

    /// The encoder's number of shards.
    public EncodingConfig config() {
        return config;
    }

    /// Encodes one blob.
    ///
    /// @param sink takes the slivers; all have been written when this returns
    /// @return the blob's metadata, which also gives its ID
    /// @throws IllegalArgumentException if the blob is larger than [EncodingConfig#maxBlobBytes]
    /// @throws IOException if the blob cannot be read or a sliver not be written
    public VerifiedBlobMetadata encode(BlobSource blob, SliverSink sink, Progress progress)
            throws IOException, InterruptedException {
        int symbolBytes = config.symbolBytes(blob.length());
        byte[] rowRoots = new byte[config.shardCount() * Hash32.BYTES];
        if (SmallMatrix.suits(config, symbolBytes, sizes)) {
            smallMatrix.encode(blob, sink, symbolBytes, rowRoots, columnRoots, progress);
        } else {
            encodeStrips(blob, sink, new Layout(symbolBytes), rowRoots, progress);
        }
        return VerifiedBlobMetadata.ofSliverHashes(
                config, blob.length(), rowRoots, columnRoots, kernels.get().hash());
    }

    private void encodeStrips(
            BlobSource blob, SliverSink sink, Layout layout, byte[] rowRoots, Progress progress)
            throws IOException, InterruptedException {
        AtomicLong done = new AtomicLong();
        crew.run(
                layout.bands + layout.groups,
                layout.bands,
                layout.bands + layout.firstRecoveryGroup,
                i -> member(i, layout),
                (member, unit) -> {
                    if (unit < layout.bands) {
                        member.recoveryColumns(blob, sink, layout, unit);
                    } else {
                        member.strips(blob, sink, layout, unit - layout.bands);
                    }
                    progress.advanced(done.addAndGet(layout.work(unit)), layout.totalWork());
                });
        kernels.get().hash().rowRoots(rowNodes, rowRoots, 0);
    }

    private Member member(int index, Layout layout) {
        Member member = members[index];
        if (member == null) {
            member = new Member();
            members[index] = member;
        }
        member.prepare(layout);
        return member;
    }

    /// How one blob is cut into units of work.
    private final class Layout {
        final int n = config.shardCount();
        final int p = config.primarySourceCount();
        final int s = config.secondarySourceCount();
        final int symbolBytes;
        final int bandRows;
        final int bands;
        final int rangeBytes;
        final int groupColumns;
        final int groups;

        /// Groups before have source columns, and no recovery column but in a strip that has both.
        final int sourceGroups;

        /// Groups before have no recovery column at all.
        final int firstRecoveryGroup;

        private final int sourceEnd;
        private final int recoveryGroupColumns;

        /// What is coded and hashed at a time, so that it stays in the cache whatever is read and
        /// written at a time: whole strips of columns, or a range of the symbols of one strip.
        final Tile rowTile;

        final Tile columnTile;

        /// Whether the second pass goes through a [StripStage].
        final boolean staged;

        /// Columns of a tile of a group, as it lies in memory.
        final int tileColumns;

        /// Bytes from a row of a tile to the next.
        final int tileWidth;

        Layout(int symbolBytes) {
            this.symbolBytes = symbolBytes;
            long rowBytes = (long) n * symbolBytes;
            int fitting = Math.clamp(sizes.bandBytes() / rowBytes, 1, p);
            // Enough bands for every thread, if there are rows enough.
            bandRows = Math.max(1, Math.min(fitting, Math.ceilDiv(p, 2 * crew.size())));
            bands = Math.ceilDiv(p, bandRows);
            long stripBytes = rowBytes * STRIP;
            int strips = Math.ceilDiv(n, STRIP);
            if (stripBytes <= sizes.tileBytes()) {
                rangeBytes = symbolBytes;
                int perGroup = Math.clamp(sizes.groupBytes() / stripBytes, 1, strips);
                columnTile = Tile.of(n, symbolBytes, STRIP, sizes.cacheBytes());
                staged = columnTile.bytes() < symbolBytes && symbolBytes >= STAGED_SYMBOL_BYTES;
                int some = Math.max(1, Math.min(perGroup, strips / (2 * crew.size())));
                groupColumns = staged ? STRIP : STRIP * some;
            } else {
                rangeBytes = Tile.range(n * STRIP, sizes.tileBytes());
                groupColumns = STRIP;
                columnTile = Tile.of(n, symbolBytes, STRIP, sizes.cacheBytes());
                staged = false;
            }
            sourceEnd = Math.min(n, Math.ceilDiv(s, STRIP) * STRIP);
            sourceGroups = Math.ceilDiv(sourceEnd, groupColumns);
            firstRecoveryGroup = s % STRIP == 0 ? sourceGroups : sourceGroups - 1;
            int some = groupColumns / STRIP / RECOVERY_PARTS;
            recoveryGroupColumns = STRIP * Math.max(1, some);
            groups = sourceGroups + Math.ceilDiv(n - sourceEnd, recoveryGroupColumns);
            rowTile = Tile.of(n, symbolBytes, 1, sizes.cacheBytes());
            tileColumns = Math.min(columnTile.symbols(), groupColumns);
            tileWidth = tileColumns * symbolBytes;
        }

        /// Bytes of a band in memory: source rows of a tile, and all its recovery symbols.
        long bandBytes() {
            long tile = (long) Math.min(bandRows, rowTile.symbols()) * s;
            return (tile + (long) bandRows * (n - s)) * symbolBytes;
        }

        /// Bytes of a group in memory: its last tile is as wide as all.
        long groupBytes() {
            if (staged) {
                return (long) n * STRIP * columnTile.bytes();
            }
            return rangeBytes < symbolBytes
                    ? (long) n * groupColumns * rangeBytes
                    : (long) n * tileWidth * Math.ceilDiv(groupColumns, tileColumns);
        }

        /// Where the symbol in the first row of a group's column is.
        int symbolAt(int column) {
            return column / tileColumns * n * tileWidth + column % tileColumns * symbolBytes;
        }

        /// A group's rows from `row` on.
        TiledRows tiled(byte[] buffer, int row) {
            return TiledRows.of(buffer, row * tileWidth, tileWidth, n * tileWidth);
        }

        int bandRowCount(int band) {
            return Math.min(bandRows, p - band * bandRows);
        }

        int firstColumn(int group) {
            return group < sourceGroups
                    ? group * groupColumns
                    : sourceEnd + (group - sourceGroups) * recoveryGroupColumns;
        }

        int groupColumnCount(int group) {
            return group < sourceGroups
                    ? Math.min(groupColumns, sourceEnd - firstColumn(group))
                    : Math.min(recoveryGroupColumns, n - firstColumn(group));
        }

        /// Work is counted in symbols; a symbol of the second pass, coded and hashed, weighs three
        /// of the first.
        long work(int unit) {
            return unit < bands
                    ? (long) bandRowCount(unit) * n
                    : 3L * groupColumnCount(unit - bands) * n;
        }

        long totalWork() {
            return (long) p * n + 3L * n * n;
        }
    }

    /// Where the source symbols of some rows of a band are, from a byte of each symbol on.
    @FunctionalInterface
    private interface RowSource {
        SymbolGrid rows(int row, int some, int from);
    }

    /// One thread's engines and buffers.
    private final class Member {
        private final Coders coders = new Coders(config);
        private @Nullable Kernels used;
        private int usedSymbolBytes;
        private @Nullable StripHasher hasher;
        private byte[] buffer = new byte[0];
        private ByteBuffer rowStage = ByteBuffer.allocate(0);
        private final StripStage stage = new StripStage(config);

        void prepare(Layout layout) {
            int needed = Math.toIntExact(Math.max(layout.bandBytes(), layout.groupBytes()));
            if (buffer.length < needed) {
                buffer = new byte[needed];
            }
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

        /// First pass, one band: buffer = source rows of a tile, if they are not in the heap, then
        /// recovery columns one after another.
        void recoveryColumns(BlobSource blob, SliverSink sink, Layout layout, int band)
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
        private void codeRows(Layout layout, int rowCount, SymbolGrid recovery, RowSource source)
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

        /// Second pass, one group of columns: buffer = tiles of columns, each of n rows of its
        /// symbols; or, of large symbols, n rows of a range of each.
        void strips(BlobSource blob, SliverSink sink, Layout layout, int group)
                throws IOException, InterruptedException {
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

        /// The same for symbols that are large enough to be read and written one by one, but not
        /// too large for a strip of them to be held: the buffer holds what is worked on.
        private void stagedStrip(
                BlobSource blob, SliverSink sink, Layout layout, int first, int count)
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

        /// Makes the recovery symbols of a strip, or of a range of its symbols, and hashes all of
        /// it, by tiles.
        ///
        /// @param offset where the strip's first symbol begins in the buffer
        /// @param bytes of each symbol
        private void codeAndHash(
                StripHasher strip, Layout layout, int offset, int columns, int rowStride, int bytes)
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
                Layout layout,
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
                BlobSource blob, SliverSink sink, Layout layout, int first, int count)
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

        /// Hands the group's source columns to the sink, as secondary slivers and as pieces of
        /// those primary slivers that are not rows of the source.
        private void handTiles(SliverSink sink, Layout layout, int first, int count)
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
                        first + c,
                        0,
                        layout.p,
                        0,
                        buffer,
                        layout.symbolAt(c),
                        layout.tileWidth,
                        ss);
            }
        }

        /// Loads a range of the source symbols of a group of columns.
        private void loadRange(
                BlobSource blob,
                SliverSink sink,
                Layout layout,
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
                SliverSink sink, Layout layout, int first, int count, int from, int bytes)
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
}
