// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// What is worked on at a time, so that it stays in the cache, whatever is read and written at a
/// time: some symbols of every row, or a range of the bytes of one.
///
/// Engines are asked for anew for every tile, so that a job that began with slow ones soon goes on
/// with fast ones.
///
/// @param symbols how many symbols of each row
/// @param bytes of each of them; all of them, or a multiple of [#STEP]
record Tile(int symbols, int bytes) {
    /// Ranges of symbols begin at multiples of the hash's block, which also is a multiple of the
    /// code's chunk.
    static final int STEP = 128;

    /// Whole symbols may take up to so many times what they should.
    private static final int TOLERANCE = 4;

    /// Work on one tile.
    @FunctionalInterface
    interface Work {
        /// Does one tile's part.
        ///
        /// @param symbol the tile's first symbol
        /// @param symbols how many
        /// @param from first byte of each
        /// @param bytes how many of each
        void on(int symbol, int symbols, int from, int bytes) throws InterruptedException;
    }

    /// A tile of rows of symbols of `symbolBytes`.
    ///
    /// @param rows how many rows are held
    /// @param step symbols come in multiples of this number
    /// @param cacheBytes what a tile should take
    static Tile of(int rows, int symbolBytes, int step, int cacheBytes) {
        long bytes = (long) rows * symbolBytes * step;
        if (bytes <= (long) TOLERANCE * cacheBytes) {
            return new Tile(step * (int) Math.max(1, cacheBytes / bytes), symbolBytes);
        }
        return new Tile(step, range(rows * step, (long) TOLERANCE * cacheBytes));
    }

    /// Bytes of a symbol so that `symbols` of them fit in `bytes`, at least [#STEP].
    static int range(int symbols, long bytes) {
        return (int) Math.max(STEP, bytes / symbols / STEP * STEP);
    }

    /// Goes through `symbolCount` symbols of `symbolBytes`, tile by tile.
    void cover(int symbolCount, int symbolBytes, Work work) throws InterruptedException {
        for (int symbol = 0; symbol < symbolCount; symbol += symbols) {
            int count = Math.min(symbols, symbolCount - symbol);
            for (int from = 0; from < symbolBytes; from += bytes) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                work.on(symbol, count, from, Math.min(bytes, symbolBytes - from));
            }
        }
    }
}
