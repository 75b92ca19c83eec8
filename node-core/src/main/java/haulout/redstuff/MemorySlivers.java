// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import java.nio.ByteBuffer;

/// All slivers of one blob in memory: n primary and n secondary payloads, each an array of its own.
///
/// May be used again for blobs of the same shape; every byte is written anew.
public final class MemorySlivers implements SliverSink {
    private final EncodingConfig config;
    private final int symbolBytes;
    private final byte[][] primaries;
    private final byte[][] secondaries;

    /// Room for the slivers of a blob with symbols of `symbolBytes`.
    public MemorySlivers(EncodingConfig config, int symbolBytes) {
        this.config = config;
        this.symbolBytes = symbolBytes;
        int n = config.shardCount();
        this.primaries = new byte[n][config.sliverBytes(Axis.PRIMARY, symbolBytes)];
        this.secondaries = new byte[n][config.sliverBytes(Axis.SECONDARY, symbolBytes)];
    }

    /// The number of shards and what follows from it.
    public EncodingConfig config() {
        return config;
    }

    /// Bytes of a symbol.
    public int symbolBytes() {
        return symbolBytes;
    }

    /// The payload itself, not a copy: the caller must not change it.
    public byte[] payload(Axis axis, int sliverIndex) {
        return (axis == Axis.PRIMARY ? primaries : secondaries)[sliverIndex];
    }

    @Override
    public void primaries(
            int firstRow, int rowCount, int payloadOffset, TiledRows rows, int count) {
        for (int row = 0; row < rowCount; row++) {
            rows.copyRow(row, count, primaries[firstRow + row], payloadOffset);
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
            int count) {
        Symbols.copy(
                bytes,
                offset,
                rowStride,
                secondaries[column],
                firstRow * symbolBytes + symbolOffset,
                symbolBytes,
                rowCount,
                count);
    }

    @Override
    public void secondary(int column, int firstRow, ByteBuffer... symbols) {
        int at = firstRow * symbolBytes;
        for (ByteBuffer some : symbols) {
            int count = some.remaining();
            some.get(secondaries[column], at, count);
            at += count;
        }
    }

    @Override
    public void readSecondary(int column, ByteBuffer symbols) {
        symbols.put(secondaries[column], 0, symbols.remaining());
    }

    @Override
    public void readSecondary(
            int column,
            int rowCount,
            int symbolOffset,
            byte[] bytes,
            int offset,
            int rowStride,
            int count) {
        Symbols.copy(
                secondaries[column],
                symbolOffset,
                symbolBytes,
                bytes,
                offset,
                rowStride,
                rowCount,
                count);
    }
}
