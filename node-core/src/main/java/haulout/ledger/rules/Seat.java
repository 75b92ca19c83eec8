// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.NodeId;
import java.util.List;
import java.util.Objects;

/// A node's place in a committee.
///
/// @param node who
/// @param shards its shards, in the contract's order, which follows from history; not empty
public record Seat(NodeId node, List<Integer> shards) {
    public Seat {
        Objects.requireNonNull(node);
        shards = List.copyOf(shards);
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("seat of " + node + " without shards");
        }
    }

    /// Number of its shards.
    public int weight() {
        return shards.size();
    }
}
