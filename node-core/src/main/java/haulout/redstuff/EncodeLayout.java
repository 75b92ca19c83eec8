// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import haulout.hash.HashEngine;

/// How one blob is cut into units of work.
final class EncodeLayout {
    private static final int STRIP = HashEngine.STRIP_COLUMNS;

    /// Groups of recovery columns are smaller by so much than those of source columns: they write
    /// nothing, so they gain nothing by being large, and small ones at the end leave no thread
    /// without work for long.
    private static final int RECOVERY_PARTS = 4;

    /// Symbols from this size on are read and written one by one.
    private static final int STAGED_SYMBOL_BYTES = 8 << 10;

    /// Shards, source rows and source columns.
    final int n;

    final int p;
    final int s;
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

    /// @param threads that take units
    EncodeLayout(EncodingConfig config, BufferSizes sizes, int threads, int symbolBytes) {
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
        this.symbolBytes = symbolBytes;
        long rowBytes = (long) n * symbolBytes;
        int fitting = Math.clamp(sizes.bandBytes() / rowBytes, 1, p);
        // Enough bands for every thread, if there are rows enough.
        bandRows = Math.max(1, Math.min(fitting, Math.ceilDiv(p, 2 * threads)));
        bands = Math.ceilDiv(p, bandRows);
        long stripBytes = rowBytes * STRIP;
        int strips = Math.ceilDiv(n, STRIP);
        if (stripBytes <= sizes.tileBytes()) {
            rangeBytes = symbolBytes;
            int perGroup = Math.clamp(sizes.groupBytes() / stripBytes, 1, strips);
            columnTile = Tile.of(n, symbolBytes, STRIP, sizes.cacheBytes());
            staged = columnTile.bytes() < symbolBytes && symbolBytes >= STAGED_SYMBOL_BYTES;
            int some = Math.max(1, Math.min(perGroup, strips / (2 * threads)));
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

    /// Work is counted in symbols; a symbol of the second pass, coded and hashed, weighs three of
    /// the first.
    long work(int unit) {
        return unit < bands
                ? (long) bandRowCount(unit) * n
                : 3L * groupColumnCount(unit - bands) * n;
    }

    long totalWork() {
        return (long) p * n + 3L * n * n;
    }
}
