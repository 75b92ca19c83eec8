// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.crypto.MerkleNode;

/// The hashes of the two slivers of one pair. A sliver's hash is the Merkle root over the n symbols
/// of its row or column.
///
/// @param primary of pair i: the hash of primary sliver i
/// @param secondary of pair i: the hash of secondary sliver n − 1 − i
public record SliverPairHashes(MerkleNode primary, MerkleNode secondary) {
    /// The hash of the pair's sliver on `axis`.
    public MerkleNode of(Axis axis) {
        return axis == Axis.PRIMARY ? primary : secondary;
    }
}
