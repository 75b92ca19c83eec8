// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an epoch brought to those who stored in it. Amounts are in FROST.
///
/// @param epoch the one that ended
/// @param ended when
/// @param burned of its income
/// @param distributed of its income
/// @param nodes one entry for each node of its committee
public record EpochRewards(
        long epoch, Instant ended, long burned, long distributed, List<Entry> nodes) {
    /// What a node got: its pool's stakers together, and itself.
    ///
    /// @param reward for all who stake on it, commission included
    /// @param commission of it what the operator keeps
    public record Entry(NodeId node, int shards, long reward, long commission) {
        public Entry {
            Objects.requireNonNull(node);
        }
    }

    public EpochRewards {
        Objects.requireNonNull(ended);
        nodes = List.copyOf(nodes);
    }

    /// The entry of a node.
    public Optional<Entry> of(NodeId node) {
        return nodes.stream().filter(entry -> entry.node().equals(node)).findFirst();
    }
}
