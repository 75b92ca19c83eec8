// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.CodecEngine.RowDecoder;
import haulout.codec.ErasurePattern;
import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.hash.TreeHasher;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decodes blobs from verified slivers: from p primary ones, or from s secondary ones.
///
/// What is held in memory is bounded by [BufferSizes], whatever the size of the blob; at least one
/// row or one column of source symbols is always held. All columns (rows) share one erasure
/// pattern, so its locator is computed once.
///
/// Source: walrus-core `encoding/blob_encoding.rs` for what is computed and checked.
public final class BlobDecoder {
    private final EncodingConfig config;
    private final Supplier<Kernels> kernels;
    private final Crew crew;
    private final BufferSizes sizes;
    private final int n;
    private final int p;
    private final int s;

    /// @param config number of shards, at least [EncodingConfig#MIN_ENCODABLE_SHARDS]
    /// @param kernels asked at the start of every pass
    /// @param crew threads to use
    /// @param sizes memory to use per thread
    public BlobDecoder(
            EncodingConfig config, Supplier<Kernels> kernels, Crew crew, BufferSizes sizes) {
        if (!config.isEncodable()) {
            throw new IllegalArgumentException(
                    "cannot decode for "
                            + config.shardCount()
                            + " shards, at least "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS
                            + " needed");
        }
        this.config = config;
        this.kernels = kernels;
        this.crew = crew;
        this.sizes = sizes;
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
    }

    /// Decodes one blob.
    ///
    /// @param metadata of the blob
    /// @param axis of the slivers
    /// @param indices sliver indices, distinct; surplus ones are left out, source slivers being
    ///   preferred
    /// @param slivers payloads of slivers that have been verified against `metadata`; sliver number
    ///   i has index `indices[i]`
    /// @param target of exactly the blob's length; its contents mean nothing unless the result is
    ///   [DecodeResult.Decoded]
    public DecodeResult decode(
            VerifiedBlobMetadata metadata,
            Axis axis,
            int[] indices,
            SliverSource slivers,
            BlobTarget target,
            ConsistencyCheck check,
            Progress progress)
            throws IOException, InterruptedException {
        long length = metadata.metadata().unencodedLength();
        if (target.length() != length) {
            throw new IllegalArgumentException(
                    "target of " + target.length() + " bytes for a blob of " + length + " bytes");
        }
        int need = config.sourceCount(axis);
        if (indices.length < need) {
            return new DecodeResult.TooFew(indices.length, need);
        }
        Job job =
                new Job(
                        metadata,
                        axis,
                        chosen(indices, need),
                        indices,
                        slivers,
                        target,
                        check,
                        progress);
        job.copyAndDecode();
        return switch (check) {
            case SKIP -> new DecodeResult.Decoded();
            case DEFAULT -> job.checkRows();
            case STRICT -> job.checkBlobId();
        };
    }

    /// Numbers of the slivers to use, by ascending index: those of source rows or columns need no
    /// decoding.
    private static int[] chosen(int[] indices, int need) {
        return IntStream.range(0, indices.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(indices[a], indices[b]))
                .limit(need)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private final class Job {
        private final VerifiedBlobMetadata metadata;
        private final Axis axis;
        private final int[] numbers;
        private final int[] positions;
        private final int[] missing;
        private final SliverSource slivers;
        private final BlobTarget target;
        private final ConsistencyCheck check;
        private final Progress progress;
        private final int ss;
        private final BitSet arrivedRows = new BitSet();
        private final AtomicLong done = new AtomicLong();

        Job(
                VerifiedBlobMetadata metadata,
                Axis axis,
                int[] numbers,
                int[] indices,
                SliverSource slivers,
                BlobTarget target,
                ConsistencyCheck check,
                Progress progress) {
            this.metadata = metadata;
            this.axis = axis;
            this.numbers = numbers;
            this.positions = Arrays.stream(numbers).map(i -> indices[i]).toArray();
            this.slivers = slivers;
            this.target = target;
            this.check = check;
            this.progress = progress;
            this.ss = config.symbolBytes(target.length());
            BitSet present = new BitSet();
            for (int position : positions) {
                present.set(position);
            }
            int sourceCount = config.sourceCount(axis);
            this.missing = IntStream.range(0, sourceCount).filter(i -> !present.get(i)).toArray();
            if (axis == Axis.PRIMARY) {
                for (int position : positions) {
                    arrivedRows.set(position);
                }
            }
        }

        /// Work is counted in rows of the source matrix: each is made once, and perhaps checked
        /// once.
        private void advance(int rows) throws InterruptedException {
            long total = check == ConsistencyCheck.SKIP ? p : 2L * p;
            progress.advanced(Math.min(total, done.addAndGet(rows)), total);
        }

        void copyAndDecode() throws IOException, InterruptedException {
            if (axis == Axis.PRIMARY) {
                copySourceRows();
                decodeColumns();
            } else {
                decodeRows();
            }
        }

        private ErasurePattern pattern() {
            int sourceCount = config.sourceCount(axis);
            return new ErasurePattern(
                    new ReedSolomonCode(sourceCount, n - sourceCount), positions, missing);
        }

        // --- from primary slivers
        // -------------------------------------------------------------------------------

        private void copySourceRows() throws IOException, InterruptedException {
            int rowBytes = s * ss;
            int pieceBytes = Math.min(rowBytes, sizes.bandBytes());
            int[] source =
                    IntStream.range(0, numbers.length).filter(i -> positions[i] < p).toArray();
            crew.run(
                    source.length,
                    i -> new byte[pieceBytes],
                    (buffer, unit) -> {
                        int slot = source[unit];
                        long rowStart = (long) positions[slot] * rowBytes;
                        for (int from = 0;
                                from < rowBytes && rowStart + from < target.length();
                                from += pieceBytes) {
                            int count = Math.min(pieceBytes, rowBytes - from);
                            slivers.read(numbers[slot], from, buffer, 0, count);
                            target.writeUnpadded(rowStart + from, buffer, 0, count);
                        }
                        advance(1);
                    });
        }

        /// Missing rows, by groups of whole columns or by ranges of one column's symbols.
        private void decodeColumns() throws IOException, InterruptedException {
            if (missing.length == 0) {
                return;
            }
            ErasurePattern pattern = pattern();
            int held = p + missing.length;
            long columnBytes = (long) held * ss;
            int range = rangeBytes(columnBytes, held);
            int perUnit =
                    range < ss
                            ? 1
                            : Math.clamp(
                                    sizes.groupBytes() / columnBytes,
                                    1,
                                    Math.ceilDiv(s, 2 * crew.size()));
            int units = Math.ceilDiv(s, perUnit);
            AtomicInteger unitsDone = new AtomicInteger();
            crew.run(
                    units,
                    i -> new Scratch(held * perUnit * range, pattern, held),
                    (scratch, unit) -> {
                        int first = unit * perUnit;
                        int columns = Math.min(perUnit, s - first);
                        for (int from = 0; from < ss; from += range) {
                            int bytes = columns * Math.min(range, ss - from);
                            int offset = first * ss + from;
                            for (int slot = 0; slot < p; slot++) {
                                slivers.read(
                                        numbers[slot], offset, scratch.buffer, slot * bytes, bytes);
                            }
                            int symbol = bytes / columns;
                            scratch.decode(p, columns, symbol);
                            for (int m = 0; m < missing.length; m++) {
                                long position = (long) missing[m] * s * ss + offset;
                                target.writeUnpadded(
                                        position, scratch.buffer, (p + m) * bytes, bytes);
                            }
                        }
                        int now = unitsDone.incrementAndGet();
                        advance(
                                (int)
                                        ((long) missing.length * now / units
                                                - (long) missing.length * (now - 1) / units));
                    });
        }

        // --- from secondary slivers
        // -----------------------------------------------------------------------------

        /// All rows, by bands of whole rows or by ranges of one row's symbols.
        private void decodeRows() throws IOException, InterruptedException {
            ErasurePattern pattern = pattern();
            int held = s + missing.length;
            long rowBytes = (long) (held + s) * ss;
            int range = rangeBytes(rowBytes, held + s);
            int perUnit =
                    range < ss
                            ? 1
                            : Math.clamp(
                                    sizes.groupBytes() / rowBytes,
                                    1,
                                    Math.ceilDiv(p, 2 * crew.size()));
            int units = Math.ceilDiv(p, perUnit);
            int[] slotOfColumn = new int[s];
            for (int slot = 0; slot < s; slot++) {
                if (positions[slot] < s) {
                    slotOfColumn[positions[slot]] = slot;
                }
            }
            for (int m = 0; m < missing.length; m++) {
                slotOfColumn[missing[m]] = s + m;
            }
            crew.run(
                    units,
                    i -> new Scratch((held + s) * perUnit * range, pattern, held),
                    (scratch, unit) -> {
                        int first = unit * perUnit;
                        int rows = Math.min(perUnit, p - first);
                        byte[] buffer = scratch.buffer;
                        for (int from = 0; from < ss; from += range) {
                            int symbol = Math.min(range, ss - from);
                            int bytes = rows * symbol;
                            for (int slot = 0; slot < s; slot++) {
                                slivers.read(
                                        numbers[slot],
                                        first * ss + from,
                                        buffer,
                                        slot * bytes,
                                        bytes);
                            }
                            scratch.decode(s, rows, symbol);
                            int matrix = held * bytes;
                            for (int column = 0; column < s; column++) {
                                Symbols.copy(
                                        buffer,
                                        slotOfColumn[column] * bytes,
                                        symbol,
                                        buffer,
                                        matrix + column * symbol,
                                        s * symbol,
                                        rows,
                                        symbol);
                            }
                            if (symbol == ss) {
                                target.writeUnpadded(
                                        (long) first * s * ss, buffer, matrix, s * bytes);
                            } else {
                                for (int column = 0; column < s; column++) {
                                    long position = ((long) first * s + column) * ss + from;
                                    target.writeUnpadded(
                                            position, buffer, matrix + column * symbol, symbol);
                                }
                            }
                        }
                        advance(rows);
                    });
        }

        private int rangeBytes(long bytesOfWholeSymbols, int symbolsHeld) {
            if (bytesOfWholeSymbols <= sizes.tileBytes()) {
                return ss;
            }
            return Math.max(64, sizes.tileBytes() / symbolsHeld / 64 * 64);
        }

        /// One thread's buffer and decoder.
        private final class Scratch {
            final byte[] buffer;
            private final ErasurePattern pattern;
            private final int rowsHeld;
            private @Nullable Kernels used;
            private @Nullable RowDecoder decoder;

            /// @param rowsHeld rows of the code in the buffer, present and missing
            Scratch(int bytes, ErasurePattern pattern, int rowsHeld) {
                this.buffer = new byte[bytes];
                this.pattern = pattern;
                this.rowsHeld = rowsHeld;
            }

            /// Makes the missing rows of those that are present, all one after another at the
            /// buffer's start, of `count` symbols of `symbolBytes`.
            void decode(int presentRows, int count, int symbolBytes) throws InterruptedException {
                int rowBytes = count * symbolBytes;
                SymbolGrid present = new SymbolGrid(buffer, 0, rowBytes, symbolBytes);
                SymbolGrid made =
                        new SymbolGrid(buffer, presentRows * rowBytes, rowBytes, symbolBytes);
                Tile.of(rowsHeld, symbolBytes, 1, sizes.cacheBytes())
                        .cover(
                                count,
                                symbolBytes,
                                (symbol, symbols, from, bytes) ->
                                        decoder()
                                                .decode(
                                                        present.from(symbol, from),
                                                        made.from(symbol, from),
                                                        symbols,
                                                        bytes));
            }

            private RowDecoder decoder() {
                Kernels current = kernels.get();
                RowDecoder made = decoder;
                if (made == null || used != current) {
                    made = current.codec().decoder(pattern);
                    decoder = made;
                    used = current;
                }
                return made;
            }
        }

        // --- checks
        // ---------------------------------------------------------------------------------------------

        private DecodeResult checkRows() throws IOException, InterruptedException {
            int[] rows = IntStream.range(0, p).filter(row -> !arrivedRows.get(row)).toArray();
            Tile tile = Tile.of(n, ss, 1, sizes.cacheBytes());
            int lineBytes = n * ss;
            int perUnit =
                    Math.clamp(sizes.bandBytes() / (long) lineBytes, 1, Math.max(1, rows.length));
            AtomicInteger firstWrong = new AtomicInteger(Integer.MAX_VALUE);
            crew.run(
                    Math.ceilDiv(rows.length, perUnit),
                    i -> new RowScratch(perUnit * lineBytes),
                    (scratch, unit) -> {
                        int first = unit * perUnit;
                        int count = Math.min(perUnit, rows.length - first);
                        byte[] buffer = scratch.buffer;
                        for (int r = 0; r < count; r++) {
                            target.readPadded(
                                    (long) rows[first + r] * s * ss, buffer, r * lineBytes, s * ss);
                        }
                        SymbolGrid source = new SymbolGrid(buffer, 0, ss, lineBytes);
                        SymbolGrid recovery = new SymbolGrid(buffer, s * ss, ss, lineBytes);
                        tile.cover(
                                count,
                                ss,
                                (row, tileRows, from, bytes) ->
                                        scratch.coders
                                                .rows(kernels.get())
                                                .encode(
                                                        source.from(row, from),
                                                        recovery.from(row, from),
                                                        tileRows,
                                                        bytes));
                        byte[] root = scratch.root;
                        for (int r = 0; r < count; r++) {
                            scratch.trees(kernels.get())
                                    .root(buffer, r * lineBytes, ss, ss, n, root, 0);
                            int row = rows[first + r];
                            if (!Hash32.of(root)
                                    .equals(
                                            metadata.metadata()
                                                    .hashes()
                                                    .get(row)
                                                    .primary()
                                                    .hash())) {
                                firstWrong.accumulateAndGet(row, Math::min);
                            }
                        }
                        advance(count);
                    });
            return firstWrong.get() == Integer.MAX_VALUE
                    ? new DecodeResult.Decoded()
                    : new DecodeResult.Inconsistent(firstWrong.get());
        }

        private DecodeResult checkBlobId() throws IOException, InterruptedException {
            try (ColumnSpool spool = ColumnSpool.open(config, ss)) {
                VerifiedBlobMetadata again =
                        new BlobEncoder(config, kernels, crew, sizes)
                                .encode(
                                        target,
                                        spool,
                                        (now, all) -> progress.advanced(p + p * now / all, 2L * p));
                return again.blobId().equals(metadata.blobId())
                        ? new DecodeResult.Decoded()
                        : new DecodeResult.Inconsistent(-1);
            }
        }
    }

    private final class RowScratch {
        final byte[] buffer;
        final Coders coders = new Coders(config);
        final byte[] root = new byte[Hash32.BYTES];
        private @Nullable Kernels used;
        private @Nullable TreeHasher trees;

        RowScratch(int bytes) {
            this.buffer = new byte[bytes];
        }

        TreeHasher trees(Kernels current) {
            TreeHasher made = trees;
            if (made == null || used != current) {
                made = current.hash().treeHasher();
                trees = made;
                used = current;
            }
            return made;
        }
    }
}
