// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Hash32;

/// A node of a Merkle tree: a hash, or the empty node that stands where a right sibling is missing.
///
/// The empty node goes into a hash as 32 zero bytes, yet it is a value of its own on the wire: it
/// is not equal to a digest of 32 zero bytes. Source: walrus-core `merkle.rs`.
public sealed interface MerkleNode {
    /// The empty node.
    MerkleNode EMPTY = new Empty();

    /// The 32 bytes with which this node enters the hash of its parent.
    Hash32 hash();

    /// The node with digest `hash`.
    static MerkleNode of(Hash32 hash) {
        return new Digest(hash);
    }

    /// A node with a hash.
    record Digest(Hash32 hash) implements MerkleNode {
        @Override
        public String toString() {
            return hash.toString();
        }
    }

    /// The node that is not there. All of these are equal.
    record Empty() implements MerkleNode {
        @Override
        public Hash32 hash() {
            return Hash32.ZERO;
        }

        @Override
        public String toString() {
            return "empty";
        }
    }
}
