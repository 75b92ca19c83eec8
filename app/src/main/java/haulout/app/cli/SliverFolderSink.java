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
import java.nio.file.Path;

/// Writes sliver files piece by piece, as the encoder makes the pieces.
final class SliverFolderSink implements SliverSink, AutoCloseable {
    /// Of all files: the primary slivers', then the secondary slivers'.
    private final Path[] paths;

    private final EncodingConfig config;
    private final int symbolBytes;
    private final byte[] primaryHeader;
    private final byte[] secondaryHeader;
    private final OpenFiles files;
    private final PieceBuffers buffers = new PieceBuffers();

    /// @param folder an empty folder
    SliverFolderSink(Path folder, EncodingConfig config, int symbolBytes) {
        int n = config.shardCount();
        this.paths = new Path[2 * n];
        for (int index = 0; index < n; index++) {
            for (Axis axis : Axis.values()) {
                paths[key(axis, index, n)] =
                        folder.resolve(SliverFolder.Name.of(axis, index, config).text());
            }
        }
        this.config = config;
        this.symbolBytes = symbolBytes;
        this.primaryHeader = SliverFolder.header(config.sliverBytes(Axis.PRIMARY, symbolBytes));
        this.secondaryHeader = SliverFolder.header(config.sliverBytes(Axis.SECONDARY, symbolBytes));
        this.files = OpenFiles.forMaking(2 * config.shardCount());
    }

    @Override
    public void primaries(int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count)
            throws IOException {
        for (int row = 0; row < rowCount; row++) {
            int piece = row;
            writePiece(
                    Axis.PRIMARY,
                    firstRow + row,
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
                    writer -> {
                        for (int row = 0; row < rowCount; row++) {
                            writer.put(bytes, offset + row * rowStride, count);
                        }
                    });
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
    public void secondary(int column, int firstRow, ByteBuffer symbols) throws IOException {
        writePiece(
                Axis.SECONDARY,
                column,
                firstRow * symbolBytes,
                symbols.remaining(),
                writer -> writer.put(symbols, symbols.position(), symbols.remaining()));
    }

    @FunctionalInterface
    private interface Piece {
        void put(PieceWriter writer) throws IOException;
    }

    /// Writes a part of a sliver's payload; with the first part goes what stands before the payload
    /// in the file, and with the last what stands behind it.
    private void writePiece(Axis axis, int sliverIndex, int payloadOffset, int count, Piece piece)
            throws IOException {
        byte[] header = axis == Axis.PRIMARY ? primaryHeader : secondaryHeader;
        boolean isFirst = payloadOffset == 0;
        boolean isLast = payloadOffset + count == config.sliverBytes(axis, symbolBytes);
        with(
                axis,
                sliverIndex,
                file -> {
                    long position = isFirst ? 0 : header.length + (long) payloadOffset;
                    try (PieceWriter writer = new PieceWriter(file, position, buffers)) {
                        if (isFirst) {
                            writer.put(header, 0, header.length);
                        }
                        piece.put(writer);
                        if (isLast) {
                            byte[] trailer = SliverFolder.trailer(symbolBytes, sliverIndex);
                            writer.put(trailer, 0, trailer.length);
                        }
                        writer.flush();
                    }
                });
    }

    @Override
    public void readSecondary(int column, ByteBuffer symbols) throws IOException {
        with(
                Axis.SECONDARY,
                column,
                file -> StridedFile.readFully(file, secondaryHeader.length, symbols));
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
    }

    private static int key(Axis axis, int sliverIndex, int shardCount) {
        return axis == Axis.PRIMARY ? sliverIndex : shardCount + sliverIndex;
    }

    private void with(Axis axis, int sliverIndex, OpenFiles.Action action) throws IOException {
        int key = key(axis, sliverIndex, config.shardCount());
        Path path = paths[key];
        try {
            files.use(key, path, action);
        } catch (IOException e) {
            throw StridedFile.naming("write", path, e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
