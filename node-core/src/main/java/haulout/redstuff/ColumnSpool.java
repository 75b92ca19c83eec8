// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps only the recovery columns between the encoder's two passes, for jobs that want hashes and
/// no slivers: in memory while they are small, else in a temporary file that has no name any more
/// once it is open, so that nothing is left behind however the process ends.
public final class ColumnSpool implements SliverSink, AutoCloseable {
    /// Recovery columns up to this size, in bytes, stay in memory: those of a 128 MB blob.
    private static final long MEMORY_LIMIT = 96L << 20;

    private final int symbolBytes;
    private final int columnBytes;
    private final int firstColumn;
    private final byte[][] memory;
    private final @Nullable TemporaryFile file;
    private final PieceBuffers buffers = new PieceBuffers();

    private ColumnSpool(
            EncodingConfig config, int symbolBytes, byte[][] memory, @Nullable TemporaryFile file) {
        this.symbolBytes = symbolBytes;
        this.columnBytes = config.sliverBytes(Axis.SECONDARY, symbolBytes);
        this.firstColumn = config.secondarySourceCount();
        this.memory = memory;
        this.file = file;
    }

    /// A spool for blobs with symbols of `symbolBytes`; its file, if it needs one, in the system's
    /// folder for large temporary files.
    public static ColumnSpool open(EncodingConfig config, int symbolBytes) throws IOException {
        return open(config, symbolBytes, Optional.empty());
    }

    /// The same with the folder for the file given.
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with this
    public static ColumnSpool open(EncodingConfig config, int symbolBytes, Optional<Path> folder)
            throws IOException {
        int columns = config.maxFaulty();
        long bytes = (long) columns * config.sliverBytes(Axis.SECONDARY, symbolBytes);
        if (bytes <= MEMORY_LIMIT) {
            return new ColumnSpool(
                    config,
                    symbolBytes,
                    new byte[columns][config.sliverBytes(Axis.SECONDARY, symbolBytes)],
                    null);
        }
        TemporaryFile file =
                TemporaryFile.nameless(folder.orElseGet(TemporaryFile::folder), ".spool", bytes);
        return new ColumnSpool(config, symbolBytes, new byte[0][], file);
    }

    @Override
    public boolean wantsSlivers() {
        return false;
    }

    @Override
    public void primaries(
            int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count) {
        throw new IllegalStateException("a spool takes no primary slivers");
    }

    @Override
    public void secondary(
            int column,
            int firstRow,
            int rowCount,
            int symbolOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count)
            throws IOException {
        int at = firstRow * symbolBytes + symbolOffset;
        if (file == null) {
            Symbols.copy(
                    bytes,
                    offset,
                    rowStride,
                    memory[column - firstColumn],
                    at,
                    symbolBytes,
                    rowCount,
                    count);
            return;
        }
        StridedFile.write(
                file.channel(),
                position(column, at),
                symbolBytes,
                bytes,
                offset,
                rowStride,
                rowCount,
                count,
                buffers);
    }

    @Override
    public void secondary(int column, int firstRow, ByteBuffer... symbols) throws IOException {
        int at = firstRow * symbolBytes;
        for (ByteBuffer some : symbols) {
            int count = some.remaining();
            if (file == null) {
                some.get(memory[column - firstColumn], at, count);
            } else {
                StridedFile.writeFully(file.channel(), position(column, at), some);
            }
            at += count;
        }
    }

    @Override
    public void readSecondary(int column, ByteBuffer symbols) throws IOException {
        if (file == null) {
            symbols.put(memory[column - firstColumn], 0, symbols.remaining());
        } else {
            StridedFile.readFully(file.channel(), position(column, 0), symbols);
        }
    }

    @Override
    public void readSecondary(
            int column,
            int rowCount,
            int symbolOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count)
            throws IOException {
        if (file == null) {
            Symbols.copy(
                    memory[column - firstColumn],
                    symbolOffset,
                    symbolBytes,
                    bytes,
                    offset,
                    rowStride,
                    rowCount,
                    count);
            return;
        }
        StridedFile.read(
                file.channel(),
                position(column, symbolOffset),
                symbolBytes,
                bytes,
                offset,
                rowStride,
                rowCount,
                count,
                buffers);
    }

    private long position(int column, int at) {
        return (long) (column - firstColumn) * columnBytes + at;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
