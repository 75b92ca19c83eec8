// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// Makes Merkle roots, one tree after another.
///
/// Threads: one at a time; scratch is kept, 32 bytes for each leaf of the largest tree so far.
public interface TreeHasher {
    /// Merkle root over `count` leaves of equal length: leaf i is `leafBytes` bytes at `offset +
    /// i·stride`.
    ///
    /// @param root receives 32 bytes at `rootOffset`
    void root(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] root,
            int rootOffset);

    /// Leaf hashes only, as [HashEngine#leafHashes].
    void leafHashes(
            byte[] leaves,
            int offset,
            int stride,
            int leafBytes,
            int count,
            byte[] digests,
            int digestsOffset);

    /// Reduces `count` digests of 32 bytes in place: the root comes to stand at `offset`, the
    /// others mean nothing afterwards.
    ///
    /// @param count at least 1
    void reduce(byte[] digests, int offset, int count);
}
