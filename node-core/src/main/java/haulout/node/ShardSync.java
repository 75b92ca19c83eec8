// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.ShardIndex;

/// Fetches shards that a node gained from the nodes that had them, and rebuilds the rest.
///
/// Called from any thread; none of the methods blocks. The holder is looked up in
/// [Holdings#committees]; where synchronisation stopped, [Holdings#lastSynced] knows. Source:
/// walrus-service `node/shard_sync.rs`.
public interface ShardSync {
    /// Hears how the synchronisation of a shard goes on. Called from any thread, at most once each.
    interface Listener {
        /// The holder gives no more; what is missing is rebuilt from now on.
        void recovering(ShardIndex shard);

        /// Everything that can be had is here.
        void done(ShardIndex shard);
    }

    /// Starts with the holder, or goes on after a restart. A second start of the same shard does
    /// nothing.
    ///
    /// @param epoch the epoch in which the shard was gained: slivers of blobs that were certified
    ///   before it are fetched
    void start(ShardIndex shard, Epoch epoch, Listener listener);

    /// Starts without the holder: everything is rebuilt from the other nodes.
    void recover(ShardIndex shard, Epoch epoch, Listener listener);

    /// Ends the synchronisation of a shard; the listener hears nothing more.
    void cancel(ShardIndex shard);

    /// How far all of it is.
    SyncProgress progress();
}
