// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// The committees a node goes by, at one moment.
///
/// @param current newest one that is known, whatever events have been worked through
/// @param previous the one before it, empty if there is none or it is no longer known
/// @param isChanging whether shards still move from `previous` to `current`
public record Committees(Committee current, Optional<Committee> previous, boolean isChanging) {
    public Committees {
        Objects.requireNonNull(current);
        Objects.requireNonNull(previous);
    }

    /// The epoch of the current committee.
    public Epoch epoch() {
        return current.epoch();
    }

    /// The shards of a node in the current committee, ascending; empty if it is not in there.
    public List<ShardIndex> shards(NodeId node) {
        return current.member(node).map(Committee.Member::shards).orElse(List.of());
    }

    /// The shards that a node may have something of: those that it has in the current committee,
    /// and those that it had in the one before and has perhaps not deleted yet. Ascending.
    public List<ShardIndex> heldShards(NodeId node) {
        TreeSet<ShardIndex> held = new TreeSet<>(Comparator.comparingInt(ShardIndex::value));
        held.addAll(shards(node));
        previous.flatMap(before -> before.member(node))
                .ifPresent(member -> held.addAll(member.shards()));
        return List.copyOf(held);
    }

    /// The committee to read a blob from: while shards move, the previous one for blobs that were
    /// certified before.
    ///
    /// @param certified since when the blob is certified
    public Committee readers(Epoch certified) {
        return isChanging && certified.compareTo(epoch()) < 0 ? previous.orElse(current) : current;
    }
}
