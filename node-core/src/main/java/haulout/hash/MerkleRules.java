// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// What both engines must agree on about the shape of a Merkle tree.
///
/// Source: walrus-core `merkle.rs`. Levels are built whole: a level of c > 1 nodes has ceil(c / 2)
/// above it, and a missing right sibling counts as 32 zero bytes.
final class MerkleRules {
    /// First byte of a hashed leaf.
    static final byte LEAF_PREFIX = 0;

    /// First byte of a hashed pair of nodes.
    static final byte INNER_PREFIX = 1;

    /// Bytes of a node.
    static final int NODE_BYTES = Blake2b256.DIGEST_BYTES;

    private MerkleRules() {}

    /// Levels above the leaves of a tree: 0 for one leaf.
    ///
    /// @param leafCount at least 1
    static int levels(int leafCount) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(leafCount - 1);
    }

    /// How many of those levels lie within a strip of eight leaves.
    static int levelsInStrip(int leafCount) {
        return Math.min(3, levels(leafCount));
    }
}
