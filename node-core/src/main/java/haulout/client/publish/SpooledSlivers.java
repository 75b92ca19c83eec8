// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.client.UploadBody;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.PieceBuffers;
import haulout.redstuff.PieceWriter;
import haulout.redstuff.SliverSink;
import haulout.redstuff.StridedFile;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.TiledRows;
import haulout.wire.SliverFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Slivers in one temporary file, each as it is sent, one behind the other: the primary ones, then
/// the secondary ones. Every upload reads through a channel of its own, because an interrupted
/// reader closes its channel.
final class SpooledSlivers implements StagedSlivers, SliverSink {
    private final TemporaryFile temporary;
    private final FileChannel file;
    private final EncodingConfig config;
    private final int symbolBytes;
    private final PieceBuffers buffers = new PieceBuffers();

    private SpooledSlivers(TemporaryFile temporary, EncodingConfig config, int symbolBytes) {
        this.temporary = temporary;
        this.file = temporary.channel();
        this.config = config;
        this.symbolBytes = symbolBytes;
    }

    /// @param folder existing
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because the file is closed with this
    static SpooledSlivers open(EncodingConfig config, int symbolBytes, Path folder)
            throws IOException {
        TemporaryFile file = TemporaryFile.named(folder, ".slivers", bytes(config, symbolBytes));
        boolean done = false;
        try {
            SpooledSlivers slivers = new SpooledSlivers(file, config, symbolBytes);
            for (Axis axis : Axis.values()) {
                slivers.frame(axis);
            }
            done = true;
            return slivers;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    private static long bytes(EncodingConfig config, int symbolBytes) {
        return config.shardCount()
                * (length(config, symbolBytes, Axis.PRIMARY)
                        + length(config, symbolBytes, Axis.SECONDARY));
    }

    private static long length(EncodingConfig config, int symbolBytes, Axis axis) {
        int payload = config.sliverBytes(axis, symbolBytes);
        return SliverFormat.head(payload).length + (long) payload + SliverFormat.TAIL_BYTES;
    }

    private void frame(Axis axis) throws IOException {
        byte[] head = head(axis);
        for (int index = 0; index < config.shardCount(); index++) {
            byte[] tail = SliverFormat.tail(symbolBytes, new SliverIndex(index));
            StridedFile.writeFully(file, start(axis, index), head, 0, head.length);
            StridedFile.writeFully(
                    file, start(axis, index + 1) - tail.length, tail, 0, tail.length);
        }
    }

    private byte[] head(Axis axis) {
        return SliverFormat.head(config.sliverBytes(axis, symbolBytes));
    }

    private long length(Axis axis) {
        return length(config, symbolBytes, axis);
    }

    private long start(Axis axis, int index) {
        return axis == Axis.PRIMARY
                ? index * length(axis)
                : config.shardCount() * length(Axis.PRIMARY) + index * length(axis);
    }

    private long payload(Axis axis, int index) {
        return start(axis, index) + head(axis).length;
    }

    @Override
    public SliverSink sink() {
        return this;
    }

    @Override
    public UploadBody body(Axis axis, SliverIndex index) {
        long from = start(axis, index.value());
        long count = length(axis);
        return new UploadBody() {
            @Override
            public long byteCount() {
                return count;
            }

            @Override
            @SuppressWarnings("MustBeClosedChecker") // because whoever opens it closes it
            public InputStream open() throws IOException {
                return new FileRegion(temporary.path(), from, count);
            }
        };
    }

    @Override
    public void primaries(int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count)
            throws IOException {
        for (int row = 0; row < rowCount; row++) {
            long at = payload(Axis.PRIMARY, firstRow + row) + payloadOffset;
            try (PieceWriter writer = new PieceWriter(file, at, buffers)) {
                rows.writeRow(row, count, writer);
                writer.flush();
            }
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
        long at = payload(Axis.SECONDARY, column) + (long) firstRow * symbolBytes + symbolOffset;
        StridedFile.write(
                file, at, symbolBytes, bytes, offset, rowStride, rowCount, count, buffers);
    }

    @Override
    public void secondary(int column, int firstRow, ByteBuffer... symbols) throws IOException {
        long at = payload(Axis.SECONDARY, column) + (long) firstRow * symbolBytes;
        for (ByteBuffer some : symbols) {
            int count = some.remaining();
            StridedFile.writeFully(file, at, some);
            at += count;
        }
    }

    @Override
    public void readSecondary(int column, ByteBuffer symbols) throws IOException {
        StridedFile.readFully(file, payload(Axis.SECONDARY, column), symbols);
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
        long at = payload(Axis.SECONDARY, column) + symbolOffset;
        StridedFile.read(file, at, symbolBytes, bytes, offset, rowStride, rowCount, count, buffers);
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
