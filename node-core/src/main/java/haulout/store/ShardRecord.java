// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Epoch;
import haulout.core.ShardIndex;
import java.util.Objects;

/// A shard that a node holds, or fetches.
///
/// @param shard the shard
/// @param state how far the node is with it
/// @param since the epoch in which it was gained, or, once locked, lost
public record ShardRecord(ShardIndex shard, ShardState state, Epoch since) {
    public ShardRecord {
        Objects.requireNonNull(shard);
        Objects.requireNonNull(state);
        Objects.requireNonNull(since);
    }

    /// The same shard in another state.
    public ShardRecord in(ShardState next) {
        return new ShardRecord(shard, next, since);
    }
}
