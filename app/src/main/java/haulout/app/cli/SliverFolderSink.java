// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.PieceBuffers;
import haulout.redstuff.PieceWriter;
import haulout.redstuff.SliverSink;
import haulout.redstuff.StridedFile;
import haulout.redstuff.TiledRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Writes sliver files piece by piece, as the encoder makes the pieces.
final class SliverFolderSink implements SliverSink, AutoCloseable {
    private static final Set<StandardOpenOption> MAKING =
            EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final Path folder;
    private final EncodingConfig config;
    private final int symbolBytes;
    private final byte[] primaryHeader;
    private final byte[] secondaryHeader;
    private final OpenFiles files;
    private final PieceBuffers buffers = new PieceBuffers();

    /// Bytes that each primary sliver's payload still lacks: a file is closed by whoever completes
    /// it, because closing thousands of them at the end would be one thread's work.
    private final AtomicIntegerArray missing;

    /// @param folder an empty folder
    SliverFolderSink(Path folder, EncodingConfig config, int symbolBytes) {
        this.folder = folder;
        this.config = config;
        this.symbolBytes = symbolBytes;
        this.primaryHeader = SliverFolder.header(config.sliverBytes(Axis.PRIMARY, symbolBytes));
        this.secondaryHeader = SliverFolder.header(config.sliverBytes(Axis.SECONDARY, symbolBytes));
        this.files = OpenFiles.forMaking(2 * config.shardCount());
        this.missing = new AtomicIntegerArray(config.shardCount());
        for (int index = 0; index < config.shardCount(); index++) {
            missing.set(index, config.sliverBytes(Axis.PRIMARY, symbolBytes));
        }
    }

    @Override
    public void primaries(int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count)
            throws IOException {
        // two threads that hand over neighbouring pieces would wait for each other at each file
        int start = payloadOffset / count % 2 * (rowCount / 2);
        for (int i = 0; i < rowCount; i++) {
            int piece = (start + i) % rowCount;
            writePiece(
                    Axis.PRIMARY,
                    firstRow + piece,
                    payloadOffset,
                    count,
                    writer -> rows.writeRow(piece, count, writer));
        }
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
        if (count == symbolBytes) {
            writePiece(
                    Axis.SECONDARY,
                    column,
                    firstRow * symbolBytes,
                    rowCount * symbolBytes,
                    writer -> writer.put(bytes, offset, rowStride, rowCount, count));
            return;
        }
        for (int row = 0; row < rowCount; row++) {
            int at = offset + row * rowStride;
            writePiece(
                    Axis.SECONDARY,
                    column,
                    (firstRow + row) * symbolBytes + symbolOffset,
                    count,
                    writer -> writer.put(bytes, at, count));
        }
    }

    @Override
    public void secondary(int column, int firstRow, ByteBuffer... symbols) throws IOException {
        int count = 0;
        for (ByteBuffer some : symbols) {
            count += some.remaining();
        }
        writePiece(
                Axis.SECONDARY,
                column,
                firstRow * symbolBytes,
                count,
                writer -> {
                    for (ByteBuffer some : symbols) {
                        writer.put(some, some.position(), some.remaining());
                    }
                });
    }

    @FunctionalInterface
    private interface Piece {
        void put(PieceWriter writer) throws IOException;
    }

    /// Writes a part of a sliver's payload; with the first part goes what stands before the payload
    /// in the file, and with the last what stands behind it.
    private void writePiece(Axis axis, int sliverIndex, int payloadOffset, int count, Piece piece)
            throws IOException {
        boolean isFirst = payloadOffset == 0;
        boolean isLast = payloadOffset + count == config.sliverBytes(axis, symbolBytes);
        if (isFirst && isLast) {
            writeWhole(axis, sliverIndex, piece);
            return;
        }
        byte[] header = header(axis);
        long position = isFirst ? 0 : header.length + (long) payloadOffset;
        with(
                axis,
                sliverIndex,
                file -> {
                    try (PieceWriter writer = new PieceWriter(file, position, buffers)) {
                        put(writer, axis, sliverIndex, isFirst, piece, isLast);
                    }
                });
        if (axis == Axis.PRIMARY && missing.addAndGet(sliverIndex, -count) == 0) {
            done(axis, sliverIndex);
        }
    }

    /// A sliver in one piece has its file only for itself, and not for long.
    private void writeWhole(Axis axis, int sliverIndex, Piece piece) throws IOException {
        Path path = path(axis, sliverIndex);
        try (FileChannel file = FileChannel.open(path, MAKING);
                PieceWriter writer = PieceWriter.ofWhole(file, buffers)) {
            put(writer, axis, sliverIndex, true, piece, true);
        } catch (IOException e) {
            throw StridedFile.naming("write", path, e);
        }
    }

    private void put(
            PieceWriter writer,
            Axis axis,
            int sliverIndex,
            boolean isFirst,
            Piece piece,
            boolean isLast)
            throws IOException {
        if (isFirst) {
            byte[] header = header(axis);
            writer.put(header, 0, header.length);
        }
        piece.put(writer);
        if (isLast) {
            byte[] trailer = SliverFolder.trailer(symbolBytes, sliverIndex);
            writer.put(trailer, 0, trailer.length);
        }
        writer.flush();
    }

    private byte[] header(Axis axis) {
        return axis == Axis.PRIMARY ? primaryHeader : secondaryHeader;
    }

    private Path path(Axis axis, int sliverIndex) {
        return folder.resolve(SliverFolder.Name.of(axis, sliverIndex, config).text());
    }

    @Override
    public void readSecondary(int column, ByteBuffer symbols) throws IOException {
        with(
                Axis.SECONDARY,
                column,
                file -> StridedFile.readFully(file, secondaryHeader.length, symbols));
        done(Axis.SECONDARY, column);
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
        with(
                Axis.SECONDARY,
                column,
                file ->
                        StridedFile.read(
                                file,
                                secondaryHeader.length + (long) symbolOffset,
                                symbolBytes,
                                bytes,
                                offset,
                                rowStride,
                                rowCount,
                                count,
                                buffers));
        if (count == symbolBytes) {
            done(Axis.SECONDARY, column);
        }
    }

    /// Closes a file that nobody will use again.
    private void done(Axis axis, int sliverIndex) throws IOException {
        try {
            files.close(key(axis, sliverIndex, config.shardCount()));
        } catch (IOException e) {
            throw StridedFile.naming("write", path(axis, sliverIndex), e);
        }
    }

    private static int key(Axis axis, int sliverIndex, int shardCount) {
        return axis == Axis.PRIMARY ? sliverIndex : shardCount + sliverIndex;
    }

    private void with(Axis axis, int sliverIndex, OpenFiles.Action action) throws IOException {
        int key = key(axis, sliverIndex, config.shardCount());
        try {
            files.use(key, () -> path(axis, sliverIndex), action);
        } catch (IOException e) {
            throw StridedFile.naming("write", path(axis, sliverIndex), e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
