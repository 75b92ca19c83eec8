// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Hash32;
import haulout.hash.HashEngine;
import java.util.List;
import java.util.Objects;

/// The siblings between a leaf and the root of a Merkle tree: a proof that the leaf is in the tree.
///
/// @param siblings from the leaf's level upwards; an absent right sibling is [MerkleNode#EMPTY]
public record MerklePath(List<MerkleNode> siblings) {
    public MerklePath {
        siblings = List.copyOf(siblings);
    }

    /// Length of a path in a tree of `leafCount` leaves: ceil(log2 leafCount).
    ///
    /// @param leafCount at least 1
    public static int lengthFor(int leafCount) {
        if (leafCount < 1) {
            throw new IllegalArgumentException("path in a tree of " + leafCount + " leaves");
        }
        return Integer.SIZE - Integer.numberOfLeadingZeros(leafCount - 1);
    }

    /// Whether `index` is a leaf that a path of this length can lead from: nothing of it is left at
    /// the root.
    public boolean reaches(int index) {
        return index >= 0 && (siblings.size() >= Integer.SIZE || index >>> siblings.size() == 0);
    }

    /// Whether this path leads from leaf number `index` with contents `leaf` to `root`.
    ///
    /// False as well if the index is too large for the length of the path.
    ///
    /// @param leaf contents of the leaf, not its hash
    public boolean verify(HashEngine engine, byte[] leaf, int index, MerkleNode root) {
        return verify(engine, leaf, 0, leaf.length, index, root);
    }

    /// As [#verify(HashEngine, byte[], int, MerkleNode)], with the leaf in a part of an array.
    public boolean verify(
            HashEngine engine,
            byte[] leaves,
            int offset,
            int leafBytes,
            int index,
            MerkleNode root) {
        return reaches(index) && rootFrom(engine, leaves, offset, leafBytes, index).equals(root);
    }

    /// The root that this path leads to from leaf number `index` with contents `leaf`.
    ///
    /// @throws IllegalArgumentException if the path does not lead from such a leaf, see [#reaches]
    public MerkleNode rootFrom(HashEngine engine, byte[] leaf, int index) {
        return rootFrom(engine, leaf, 0, leaf.length, index);
    }

    private MerkleNode rootFrom(
            HashEngine engine, byte[] leaves, int offset, int leafBytes, int index) {
        if (!reaches(index)) {
            throw new IllegalArgumentException(
                    "path of " + siblings.size() + " nodes from leaf " + index);
        }
        byte[] pair = new byte[2 * Hash32.BYTES];
        byte[] node = new byte[Hash32.BYTES];
        engine.leafHashes(leaves, offset, leafBytes, leafBytes, 1, node, 0);
        int position = index;
        for (MerkleNode sibling : siblings) {
            int own = (position & 1) * Hash32.BYTES;
            System.arraycopy(node, 0, pair, own, Hash32.BYTES);
            sibling.hash().write(pair, Hash32.BYTES - own);
            engine.innerHashes(pair, 0, 2, node, 0);
            position >>>= 1;
        }
        return MerkleNode.of(Hash32.of(node));
    }

    /// Follows many paths of equal length at once, eight or more hashes side by side.
    ///
    /// @param paths one for each leaf, all of the same length
    /// @param indices number of each leaf
    /// @param nodes in: the leaves' hashes, 32 bytes each, one after another; out: the roots that
    ///   the paths lead to
    /// @throws IllegalArgumentException if lengths differ, or a path does not lead from its leaf
    public static void climb(
            HashEngine engine, List<MerklePath> paths, int[] indices, byte[] nodes) {
        int count = paths.size();
        Objects.checkFromIndexSize(0, Math.multiplyExact(count, Hash32.BYTES), nodes.length);
        int length = count == 0 ? 0 : paths.getFirst().siblings.size();
        for (int i = 0; i < count; i++) {
            MerklePath path = paths.get(i);
            if (path.siblings.size() != length || !path.reaches(indices[i])) {
                throw new IllegalArgumentException(
                        "path of %d nodes from leaf %d among paths of %d nodes"
                                .formatted(path.siblings.size(), indices[i], length));
            }
        }
        byte[] pairs = new byte[Math.multiplyExact(count, 2 * Hash32.BYTES)];
        for (int level = 0; level < length; level++) {
            for (int i = 0; i < count; i++) {
                int pair = 2 * i * Hash32.BYTES;
                int own = (indices[i] >>> level & 1) * Hash32.BYTES;
                System.arraycopy(nodes, i * Hash32.BYTES, pairs, pair + own, Hash32.BYTES);
                paths.get(i).siblings.get(level).hash().write(pairs, pair + Hash32.BYTES - own);
            }
            engine.innerHashes(pairs, 0, 2 * count, nodes, 0);
        }
    }
}
