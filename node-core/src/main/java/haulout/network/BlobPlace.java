// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.NodeId;
import haulout.core.ShardIndex;
import java.util.List;
import java.util.Objects;

/// A node and what it says it has of a blob.
///
/// @param place of the node among the neighbours
public record BlobPlace(
        int place, String name, NodeId node, List<ShardIndex> shards, Holding holding) {
    /// How many of its slivers a node has.
    public enum Holding {
        /// All of them.
        ALL,
        /// Not all.
        SOME,
        /// None.
        NONE,
        /// It does not answer.
        UNKNOWN
    }

    public BlobPlace {
        Objects.requireNonNull(name);
        Objects.requireNonNull(node);
        shards = List.copyOf(shards);
        Objects.requireNonNull(holding);
    }
}
