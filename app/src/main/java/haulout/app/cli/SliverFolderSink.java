// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.PieceBuffers;
import haulout.redstuff.SliverSink;
import haulout.redstuff.StridedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
    public void primaries(
            int firstRow,
            int rowCount,
            int payloadOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count)
            throws IOException {
        for (int row = 0; row < rowCount; row++) {
            int at = offset + row * rowStride;
            with(
                    Axis.PRIMARY,
                    firstRow + row,
                    (file, base) ->
                            StridedFile.writeFully(file, base + payloadOffset, bytes, at, count));
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
        with(
                Axis.SECONDARY,
                column,
                (file, base) -> {
                    long position = base + (long) firstRow * symbolBytes + symbolOffset;
                    StridedFile.write(
                            file,
                            position,
                            symbolBytes,
                            bytes,
                            offset,
                            rowStride,
                            rowCount,
                            count,
                            buffers);
                });
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
                (file, base) ->
                        StridedFile.read(
                                file,
                                base + symbolOffset,
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

    @FunctionalInterface
    private interface Use {
        void on(FileChannel file, long payloadStart) throws IOException;
    }

    private void with(Axis axis, int sliverIndex, Use use) throws IOException {
        byte[] header = axis == Axis.PRIMARY ? primaryHeader : secondaryHeader;
        int key = key(axis, sliverIndex, config.shardCount());
        Path path = paths[key];
        try {
            files.use(
                    key,
                    path,
                    channel -> frame(channel, axis, sliverIndex, header),
                    channel -> use.on(channel, header.length));
        } catch (IOException e) {
            throw StridedFile.naming("write", path, e);
        }
    }

    private void frame(FileChannel channel, Axis axis, int sliverIndex, byte[] header)
            throws IOException {
        byte[] trailer = SliverFolder.trailer(symbolBytes, sliverIndex);
        long payloadBytes = config.sliverBytes(axis, symbolBytes);
        StridedFile.writeFully(channel, 0, header, 0, header.length);
        StridedFile.writeFully(channel, header.length + payloadBytes, trailer, 0, trailer.length);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
