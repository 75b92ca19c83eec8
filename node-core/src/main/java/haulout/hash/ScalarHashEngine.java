// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static haulout.hash.MerkleRules.NODE_BYTES;

/// The definition: one message after another, written as the specification says it.
///
/// It is also the engine of the first moments of a process, while the vector kernels are still
/// being compiled.
final class ScalarHashEngine implements HashEngine {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public StripHasher stripHasher(int rowCount, int symbolBytes) {
        return new ScalarStripHasher(rowCount, symbolBytes);
    }

    @Override
    public void rowRoots(RowNodes nodes, byte[] roots, int rootsOffset) {
        Blake2b256 hash = new Blake2b256();
        int count = nodes.stripCount();
        byte[] level = new byte[count * NODE_BYTES];
        for (int row = 0; row < nodes.rowCount(); row++) {
            for (int strip = 0; strip < count; strip++) {
                nodes.get(strip, row, level, strip * NODE_BYTES);
            }
            reduce(hash, level, 0, count);
            System.arraycopy(level, 0, roots, rootsOffset + row * NODE_BYTES, NODE_BYTES);
        }
    }

    @Override
    public TreeHasher treeHasher() {
        return new ScalarTreeHasher();
    }

    @Override
    public void leafHashes(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] digests,
            int digestsOffset) {
        leafHashes(
                new Blake2b256(), leaves, offset, stride, leafBytes, count, digests, digestsOffset);
    }

    static void leafHashes(
            Blake2b256 hash,
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] digests,
            int digestsOffset) {
        for (int i = 0; i < count; i++) {
            leaf(
                    hash,
                    leaves,
                    offset + i * stride,
                    leafBytes,
                    digests,
                    digestsOffset + i * NODE_BYTES);
        }
    }

    @Override
    public void innerHashes(
            byte[] nodes, int nodesOffset, int count, byte[] above, int aboveOffset) {
        innerHashes(new Blake2b256(), nodes, nodesOffset, count, above, aboveOffset);
    }

    /// Reduces a level of `count` nodes from `offset` on to the root, which comes to stand there.
    static void reduce(Blake2b256 hash, byte[] level, int offset, int count) {
        for (int c = count; c > 1; c = (c + 1) / 2) {
            innerHashes(hash, level, offset, c, level, offset);
        }
    }

    static void leaf(
            Blake2b256 hash,
            byte[] bytes,
            int offset,
            int leafBytes,
            byte[] digest,
            int digestOffset) {
        hash.update(MerkleRules.LEAF_PREFIX)
                .update(bytes, offset, leafBytes)
                .digest(digest, digestOffset);
    }

    static void innerHashes(
            Blake2b256 hash,
            byte[] nodes,
            int nodesOffset,
            int count,
            byte[] above,
            int aboveOffset) {
        for (int i = 0; i < count; i += 2) {
            int left = nodesOffset + i * NODE_BYTES;
            hash.update(MerkleRules.INNER_PREFIX).update(nodes, left, NODE_BYTES);
            if (i + 1 < count) {
                hash.update(nodes, left + NODE_BYTES, NODE_BYTES);
            } else {
                hash.update(EMPTY_NODE);
            }
            hash.digest(above, aboveOffset + i / 2 * NODE_BYTES);
        }
    }

    private static final byte[] EMPTY_NODE = new byte[NODE_BYTES];

    private static final class ScalarTreeHasher extends LevelTreeHasher {
        private final Blake2b256 hash = new Blake2b256();

        @Override
        public void leafHashes(
                byte[] leaves,
                int offset,
                int stride,
                int leafBytes,
                int count,
                byte[] digests,
                int digestsOffset) {
            ScalarHashEngine.leafHashes(
                    hash, leaves, offset, stride, leafBytes, count, digests, digestsOffset);
        }

        @Override
        public void reduce(byte[] digests, int offset, int count) {
            ScalarHashEngine.reduce(hash, digests, offset, count);
        }
    }
}
