// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.NodeId;
import haulout.core.ShardIndex;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A node of the practice network at one moment.
///
/// @param place from 0; 0 is this computer's own
/// @param address host and port at which it answers
/// @param shards those it holds by the ledger
/// @param storedBytes what it keeps; 0 while it is stopped
/// @param storedSlivers how many slivers; 0 while it is stopped
/// @param repair what it still has to fetch or rebuild; empty if nothing
public record NeighbourView(
        int place,
        String name,
        NodeId node,
        String address,
        State state,
        List<ShardIndex> shards,
        long storedBytes,
        long storedSlivers,
        Optional<RepairView> repair) {
    /// How a node behaves.
    public enum State {
        /// As it should.
        RUNNING,
        /// It is not there.
        STOPPED,
        /// It answers late.
        SLOW,
        /// It answers wrongly.
        LYING,
        /// It rebuilds what was erased.
        WIPED
    }

    public NeighbourView {
        Objects.requireNonNull(name);
        Objects.requireNonNull(node);
        Objects.requireNonNull(address);
        Objects.requireNonNull(state);
        shards = List.copyOf(shards);
        Objects.requireNonNull(repair);
    }
}
