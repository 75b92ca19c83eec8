// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Epoch;
import haulout.core.ShardIndex;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The shards that are just being fetched from their holders, so that nobody rebuilds what comes
/// anyway. Thread-safe.
final class Transfers {
    private final ConcurrentMap<ShardIndex, Epoch> underWay = new ConcurrentHashMap<>();

    /// A transfer begins.
    ///
    /// @param epoch blobs that were certified before it are fetched
    void begin(ShardIndex shard, Epoch epoch) {
        underWay.put(shard, epoch);
    }

    /// A transfer is over.
    void end(ShardIndex shard) {
        underWay.remove(shard);
    }

    /// Whether a transfer brings the slivers of a blob.
    ///
    /// @param certified since when the blob is certified
    boolean brings(ShardIndex shard, Epoch certified) {
        Epoch epoch = underWay.get(shard);
        return epoch != null && certified.compareTo(epoch) < 0;
    }
}
