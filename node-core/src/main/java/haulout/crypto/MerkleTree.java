// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Hash32;
import haulout.hash.HashEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A Merkle tree with all of its levels, for the proofs of its leaves. Immutable; about 64 bytes
/// per leaf.
///
/// Leaf: H(00 || contents), inner node: H(01 || left || right). Levels are built from the leaves
/// up; where a level has an odd number of nodes above one, the last node's sibling is
/// [MerkleNode#EMPTY]. One leaf is its own root; the root of a tree without leaves is the empty
/// node. Source: walrus-core `merkle.rs`.
public final class MerkleTree {
    private final int leafCount;
    // INV: levels one after another, leaves first, each of ceil(previous / 2) nodes of 32 bytes,
    // the last of one
    private final byte[] nodes;

    private MerkleTree(int leafCount, byte[] nodes) {
        this.leafCount = leafCount;
        this.nodes = nodes;
    }

    /// The tree over `count` leaves of equal length: leaf i is `leafBytes` bytes at `offset +
    /// i·stride`.
    public static MerkleTree of(
            HashEngine engine, byte[] leaves, int offset, int stride, int leafBytes, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("tree of " + count + " leaves");
        }
        byte[] nodes = new byte[nodeBytes(count)];
        if (count > 0) {
            engine.leafHashes(leaves, offset, stride, leafBytes, count, nodes, 0);
            fillInnerLevels(engine, nodes, count);
        }
        return new MerkleTree(count, nodes);
    }

    /// The tree over leaves whose hashes are known.
    ///
    /// @param digests `count` leaf hashes of 32 bytes one after another from `offset` on; copied
    public static MerkleTree ofLeafHashes(
            HashEngine engine, byte[] digests, int offset, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("tree of " + count + " leaves");
        }
        Objects.checkFromIndexSize(offset, Math.multiplyExact(count, Hash32.BYTES), digests.length);
        byte[] nodes = new byte[nodeBytes(count)];
        System.arraycopy(digests, offset, nodes, 0, count * Hash32.BYTES);
        fillInnerLevels(engine, nodes, count);
        return new MerkleTree(count, nodes);
    }

    /// Number of leaves.
    public int leafCount() {
        return leafCount;
    }

    /// The root.
    public MerkleNode root() {
        return leafCount == 0 ? MerkleNode.EMPTY : node(nodes.length - Hash32.BYTES);
    }

    /// The proof of leaf `index`.
    public MerklePath path(int index) {
        Objects.checkIndex(index, leafCount);
        List<MerkleNode> siblings = new ArrayList<>(MerklePath.lengthFor(leafCount));
        int base = 0;
        int position = index;
        for (int count = leafCount; count > 1; count = Math.ceilDiv(count, 2)) {
            int sibling = position ^ 1;
            siblings.add(sibling < count ? node(base + sibling * Hash32.BYTES) : MerkleNode.EMPTY);
            base += count * Hash32.BYTES;
            position >>>= 1;
        }
        return new MerklePath(siblings);
    }

    private MerkleNode node(int offset) {
        return MerkleNode.of(Hash32.of(nodes, offset));
    }

    private static int nodeBytes(int leafCount) {
        long nodeCount = leafCount;
        for (int count = leafCount; count > 1; ) {
            count = Math.ceilDiv(count, 2);
            nodeCount += count;
        }
        return Math.toIntExact(nodeCount * Hash32.BYTES);
    }

    private static void fillInnerLevels(HashEngine engine, byte[] nodes, int leafCount) {
        int base = 0;
        for (int count = leafCount; count > 1; count = Math.ceilDiv(count, 2)) {
            int above = base + count * Hash32.BYTES;
            engine.innerHashes(nodes, base, count, nodes, above);
            base = above;
        }
    }
}
