// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import java.util.List;
import java.util.Optional;

/// What a node remembers of itself: its phase, its shards, how far their synchronisation is.
///
/// All methods may block and are called from several threads; what has returned is durable.
public interface NodeStateStore {
    /// The state, [NodeState#NEW] if none was stored.
    NodeState state() throws StoreException, InterruptedException;

    /// All shards, ascending.
    List<ShardRecord> shards() throws StoreException, InterruptedException;

    /// Stores the state and some shards, all or nothing. Shards that are not named stay as they
    /// are. How far the synchronisation was of one that becomes [ShardState#ACTIVE_SYNC] is
    /// forgotten: it begins.
    void update(NodeState state, List<ShardRecord> changed)
            throws StoreException, InterruptedException;

    /// Forgets a shard and how far its synchronisation was. Its slivers are the sliver store's.
    void forget(ShardIndex shard) throws StoreException, InterruptedException;

    /// The last blob whose sliver was synchronised, empty before the first.
    Optional<BlobId> lastSynced(ShardIndex shard, Axis axis)
            throws StoreException, InterruptedException;

    /// Remembers how far the synchronisation of a shard is.
    void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId)
            throws StoreException, InterruptedException;
}
