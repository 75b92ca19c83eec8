// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// Hashes symbols and reduces them to Merkle nodes, many at once.
///
/// Leaf: BLAKE2b-256 of 00 || symbol. Inner node: BLAKE2b-256 of 01 || left || right. A missing
/// right sibling is 32 zero bytes; a tree of one leaf has that leaf's hash as root. Source:
/// walrus-core `merkle.rs`.
///
/// Threads: an engine is stateless and shared; what it makes belongs to one thread at a time,
/// except [RowNodes].
public interface HashEngine {
    /// Columns that a strip has at most: one 64-bit lane each.
    int STRIP_COLUMNS = 8;

    /// For the log and for tests, such as `scalar` or `vector-512`.
    String name();

    /// A hasher for strips of up to [#STRIP_COLUMNS] columns of `rowCount` rows of symbols of
    /// `symbolBytes`.
    StripHasher stripHasher(int rowCount, int symbolBytes);

    /// Finishes the row trees: reduces the nodes of every row to the row's root.
    ///
    /// @param roots receives rowCount · 32 bytes, row after row, from `rootsOffset` on
    void rowRoots(RowNodes nodes, byte[] roots, int rootsOffset);

    /// Merkle root over `count` leaves of equal length: leaf i is `leafBytes` bytes at `offset +
    /// i·stride`.
    ///
    /// @param root receives 32 bytes at `rootOffset`
    default void merkleRoot(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] root,
            int rootOffset) {
        treeHasher().root(leaves, offset, stride, leafBytes, count, root, rootOffset);
    }

    /// For many trees: keeps what one tree needs for the next.
    TreeHasher treeHasher();

    /// Leaf hashes only: `count` digests of 32 bytes one after another into `digests` from
    /// `digestsOffset` on.
    void leafHashes(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] digests,
            int digestsOffset);

    /// One level up: ceil(count / 2) inner nodes of `count` nodes of 32 bytes; `above` may be the
    /// same array and offset.
    void innerHashes(byte[] nodes, int nodesOffset, int count, byte[] above, int aboveOffset);
}
