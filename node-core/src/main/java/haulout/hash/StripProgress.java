// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// How much of a strip a hasher has seen; refuses calls out of order.
final class StripProgress {
    private final int rowCount;
    private final int symbolBytes;
    private int columnCount;
    private int taken;

    StripProgress(int rowCount, int symbolBytes) {
        if (rowCount < 1 || symbolBytes < 1) {
            throw new IllegalArgumentException(
                    "strip hasher for %d rows of symbols of %d bytes: both must be at least 1"
                            .formatted(rowCount, symbolBytes));
        }
        this.rowCount = rowCount;
        this.symbolBytes = symbolBytes;
    }

    void begin(int columnCount) {
        if (columnCount < 1 || columnCount > HashEngine.STRIP_COLUMNS) {
            throw new IllegalArgumentException(
                    "strip of %d columns: expected 1 to %d"
                            .formatted(columnCount, HashEngine.STRIP_COLUMNS));
        }
        this.columnCount = columnCount;
        this.taken = 0;
    }

    int columnCount() {
        return columnCount;
    }

    /// Bytes of each symbol taken so far.
    int taken() {
        return taken;
    }

    /// True before the first bytes of a strip.
    boolean isFirst() {
        return taken == 0;
    }

    /// Notes the next byte range of the symbols.
    ///
    /// @return whether the symbols are complete with it
    boolean take(int byteCount) {
        if (columnCount == 0) {
            throw new IllegalStateException("strip bytes given before begin");
        }
        int left = symbolBytes - taken;
        if (byteCount < 1 || byteCount > left || (byteCount < left && byteCount % 128 != 0)) {
            throw new IllegalArgumentException(
                    "byte range of %d bytes: expected the remaining %d of %d, or fewer in a multiple of 128"
                            .formatted(byteCount, left, symbolBytes));
        }
        taken += byteCount;
        return taken == symbolBytes;
    }

    void finish(RowNodes nodes, int strip) {
        if (taken != symbolBytes) {
            throw new IllegalStateException(
                    "strip finished after %d of %d bytes of each symbol"
                            .formatted(taken, symbolBytes));
        }
        int columnsThere =
                Math.min(
                        HashEngine.STRIP_COLUMNS,
                        nodes.columnCount() - HashEngine.STRIP_COLUMNS * strip);
        if (nodes.rowCount() != rowCount || strip < 0 || columnsThere != columnCount) {
            throw new IllegalArgumentException(
                    "strip %d of %d rows and %d columns does not fit a matrix of %d rows and %d columns"
                            .formatted(
                                    strip,
                                    rowCount,
                                    columnCount,
                                    nodes.rowCount(),
                                    nodes.columnCount()));
        }
        taken = 0;
    }
}
