// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static haulout.hash.MerkleRules.NODE_BYTES;

import org.jspecify.annotations.Nullable;

/// Strips hashed one symbol at a time.
final class ScalarStripHasher implements StripHasher {
    private final int rowCount;
    private final StripProgress progress;
    private final Blake2b256 hash = new Blake2b256();

    /// Leaf digests, row-major: that of row r and column c at (r · columnCount + c) · 32.
    private final byte[] digests;

    /// One column's nodes, or one row's.
    private final byte[] level;

    /// Hashers of symbols that come in several ranges, in the order of the digests.
    private Blake2b256 @Nullable [] open;

    ScalarStripHasher(int rowCount, int symbolBytes) {
        this.rowCount = rowCount;
        this.progress = new StripProgress(rowCount, symbolBytes);
        this.digests =
                new byte[Math.multiplyExact(rowCount, HashEngine.STRIP_COLUMNS * NODE_BYTES)];
        this.level = new byte[Math.max(rowCount, HashEngine.STRIP_COLUMNS) * NODE_BYTES];
    }

    @Override
    public void begin(int columnCount) {
        progress.begin(columnCount);
    }

    @Override
    public void update(byte[] bytes, int offset, int rowStride, int columnStride, int byteCount) {
        boolean first = progress.isFirst();
        boolean last = progress.take(byteCount);
        int columnCount = progress.columnCount();
        for (int row = 0; row < rowCount; row++) {
            for (int column = 0; column < columnCount; column++) {
                int from = offset + row * rowStride + column * columnStride;
                int index = row * columnCount + column;
                if (first && last) {
                    ScalarHashEngine.leaf(
                            hash, bytes, from, byteCount, digests, index * NODE_BYTES);
                    continue;
                }
                Blake2b256 symbol = hashers()[index];
                if (first) {
                    symbol.reset().update(MerkleRules.LEAF_PREFIX);
                }
                symbol.update(bytes, from, byteCount);
                if (last) {
                    symbol.digest(digests, index * NODE_BYTES);
                }
            }
        }
    }

    @Override
    public void finish(RowNodes nodes, int strip, byte[] columnRoots, int columnRootsOffset) {
        progress.finish(nodes, strip);
        int columnCount = progress.columnCount();
        for (int column = 0; column < columnCount; column++) {
            for (int row = 0; row < rowCount; row++) {
                int from = (row * columnCount + column) * NODE_BYTES;
                System.arraycopy(digests, from, level, row * NODE_BYTES, NODE_BYTES);
            }
            ScalarHashEngine.reduce(hash, level, 0, rowCount);
            System.arraycopy(
                    level, 0, columnRoots, columnRootsOffset + column * NODE_BYTES, NODE_BYTES);
        }
        int levels = MerkleRules.levelsInStrip(nodes.columnCount());
        for (int row = 0; row < rowCount; row++) {
            System.arraycopy(
                    digests, row * columnCount * NODE_BYTES, level, 0, columnCount * NODE_BYTES);
            int count = columnCount;
            for (int i = 0; i < levels; i++) {
                ScalarHashEngine.innerHashes(hash, level, 0, count, level, 0);
                count = (count + 1) / 2;
            }
            nodes.set(strip, row, level, 0);
        }
    }

    private Blake2b256[] hashers() {
        if (open == null) {
            open = new Blake2b256[rowCount * HashEngine.STRIP_COLUMNS];
            for (int i = 0; i < open.length; i++) {
                open[i] = new Blake2b256();
            }
        }
        return open;
    }
}
