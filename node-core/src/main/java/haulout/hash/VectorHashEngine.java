// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static haulout.hash.MerkleRules.NODE_BYTES;

import java.util.Arrays;

/// Sixteen messages at a time, in two sets of eight lanes.
final class VectorHashEngine implements HashEngine {
    /// Trees with fewer leaves are left to the scalar engine: a call of the lane kernel costs as
    /// much as two messages there.
    private static final int FEW = 3;

    private static final int SLOT = LaneTree.SLOT;

    private final HashEngine scalar;

    VectorHashEngine(HashEngine scalar) {
        this.scalar = scalar;
        var _ = Lanes.useAll();
    }

    @Override
    public String name() {
        return "vector-" + Lanes.bits();
    }

    @Override
    public StripHasher stripHasher(int rowCount, int symbolBytes) {
        return new VectorStripHasher(rowCount, symbolBytes);
    }

    @Override
    public void rowRoots(RowNodes nodes, byte[] roots, int rootsOffset) {
        int count = nodes.stripCount();
        int second = (count + 1) * SLOT;
        long[] slots = new long[Math.multiplyExact(2, second)];
        LaneTree tree = new LaneTree();
        for (int row = 0; row < nodes.rowCount(); row += 16) {
            int groups = row + 8 < nodes.rowCount() ? 2 : 1;
            for (int group = 0; group < groups; group++) {
                for (int strip = 0; strip < count; strip++) {
                    int from = nodes.base(strip, (row >> 3) + group);
                    System.arraycopy(nodes.words, from, slots, group * second + strip * SLOT, SLOT);
                }
            }
            tree.reduceTwo(slots, 0, second, count, MerkleRules.levels(count));
            for (int group = 0; group < groups; group++) {
                int first = row + 8 * group;
                int left = Math.min(8, nodes.rowCount() - first);
                LaneWords.toBytes(
                        slots, group * second, left, roots, rootsOffset + first * NODE_BYTES);
            }
        }
    }

    @Override
    public TreeHasher treeHasher() {
        return new VectorTreeHasher();
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
        if (count < FEW) {
            scalar.leafHashes(leaves, offset, stride, leafBytes, count, digests, digestsOffset);
        } else {
            leafHashes(
                    new LeafLanes(),
                    leaves,
                    offset,
                    stride,
                    leafBytes,
                    count,
                    digests,
                    digestsOffset);
        }
    }

    @Override
    public void innerHashes(
            byte[] nodes, int nodesOffset, int count, byte[] above, int aboveOffset) {
        if (count / 2 * 2 < FEW) {
            scalar.innerHashes(
                    nodes, nodesOffset, count, above, aboveOffset); // a path's step needs no lanes
        } else {
            innerHashes(
                    new LeafLanes(),
                    new Blake2b256(),
                    nodes,
                    nodesOffset,
                    count,
                    above,
                    aboveOffset);
        }
    }

    private static void leafHashes(
            LeafLanes lanes,
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] digests,
            int digestsOffset) {
        hash(
                lanes,
                MerkleRules.LEAF_PREFIX,
                leaves,
                offset,
                stride,
                leafBytes,
                count,
                digests,
                digestsOffset);
    }

    private static void innerHashes(
            LeafLanes lanes,
            Blake2b256 hash,
            byte[] nodes,
            int nodesOffset,
            int count,
            byte[] above,
            int aboveOffset) {
        int pairs = count / 2;
        int done = 0;
        if (2 * pairs >= FEW) {
            hash(
                    lanes,
                    MerkleRules.INNER_PREFIX,
                    nodes,
                    nodesOffset,
                    2 * NODE_BYTES,
                    2 * NODE_BYTES,
                    pairs,
                    above,
                    aboveOffset);
            done = pairs;
        }
        int from = nodesOffset + 2 * done * NODE_BYTES;
        ScalarHashEngine.innerHashes(
                hash, nodes, from, count - 2 * done, above, aboveOffset + done * NODE_BYTES);
    }

    /// Digests of `count` messages of a prefix and `byteCount` bytes each; digests may overwrite
    /// messages already read.
    private static void hash(
            LeafLanes lanes,
            byte prefix,
            byte[] bytes,
            int offset,
            int stride,
            int byteCount,
            int count,
            byte[] digests,
            int digestsOffset) {
        Arrays.fill(lanes.lead, prefix);
        long[] words = lanes.digests;
        for (int first = 0; first < count; first += LeafLanes.COUNT) {
            for (int i = 0; i < LeafLanes.COUNT; i++) {
                lanes.at[i] = offset + Math.min(first + i, count - 1) * stride;
            }
            lanes.located();
            lanes.hash(bytes, byteCount, words, 0, SLOT);
            int left = count - first;
            LaneWords.toBytes(
                    words, 0, Math.min(8, left), digests, digestsOffset + first * NODE_BYTES);
            if (left > 8) {
                int to = digestsOffset + (first + 8) * NODE_BYTES;
                LaneWords.toBytes(words, SLOT, Math.min(8, left - 8), digests, to);
            }
        }
    }

    private final class VectorTreeHasher implements TreeHasher {
        private final TreeHasher small = scalar.treeHasher();
        private final LeafLanes lanes = new LeafLanes();
        private final Blake2b256 hash = new Blake2b256();
        private byte[] level = new byte[0];

        @Override
        public void root(
                byte[] leaves,
                int offset,
                int stride,
                int leafBytes,
                int count,
                byte[] root,
                int rootOffset) {
            if (count < FEW) {
                small.root(leaves, offset, stride, leafBytes, count, root, rootOffset);
                return;
            }
            int needed = Math.multiplyExact(count, NODE_BYTES);
            if (level.length < needed) {
                level = new byte[needed];
            }
            leafHashes(leaves, offset, stride, leafBytes, count, level, 0);
            reduce(level, 0, count);
            System.arraycopy(level, 0, root, rootOffset, NODE_BYTES);
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
            if (count < FEW) {
                small.leafHashes(leaves, offset, stride, leafBytes, count, digests, digestsOffset);
            } else {
                VectorHashEngine.leafHashes(
                        lanes, leaves, offset, stride, leafBytes, count, digests, digestsOffset);
            }
        }

        @Override
        public void reduce(byte[] digests, int offset, int count) {
            for (int c = count; c > 1; c = (c + 1) / 2) {
                innerHashes(lanes, hash, digests, offset, c, digests, offset);
            }
        }
    }
}
