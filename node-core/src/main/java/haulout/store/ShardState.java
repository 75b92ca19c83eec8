// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// How far a node is with a shard. Source: walrus-service `node/storage/shard.rs`.
public enum ShardState {
    /// It is to have the shard, and has made no room for it yet.
    NONE,
    /// It fetches the shard from its holder of the epoch before.
    ACTIVE_SYNC,
    /// It rebuilds what the holder did not give.
    ACTIVE_RECOVER,
    /// It has the shard.
    ACTIVE,
    /// The shard moved to another node: it is still read here, but nothing is added.
    LOCKED_TO_MOVE;

    /// Whether slivers are added to a shard in this state.
    public boolean takesSlivers() {
        return this == ACTIVE_SYNC || this == ACTIVE_RECOVER || this == ACTIVE;
    }

    /// Whether slivers are read from a shard in this state.
    public boolean isHeld() {
        return this != NONE;
    }
}
