// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.store.SliverKey;
import haulout.wire.ApiError;

/// Where the slivers of blobs are kept.
final class Pairs {
    private Pairs() {}

    /// The place of a pair's sliver.
    static SliverKey key(BlobId blobId, SliverPairIndex pair, Axis axis, EncodingConfig config) {
        return new SliverKey(blobId, blobId.shard(pair, config), axis);
    }

    /// The place of a sliver by its position on its axis.
    static SliverKey key(BlobId blobId, SliverIndex index, Axis axis, EncodingConfig config) {
        return key(blobId, index.pair(axis, config), axis, config);
    }

    /// The position on its axis of the sliver at a place.
    static SliverIndex index(SliverKey key, EncodingConfig config) {
        return key.blobId().pair(key.shard(), config).sliver(key.axis(), config);
    }

    static void requireInRange(SliverPairIndex pair, EncodingConfig config)
            throws RefusedException {
        if (pair.value() >= config.shardCount()) {
            throw new RefusedException(
                    ApiError.INDEX_OUT_OF_RANGE,
                    "sliver pair " + pair.value() + ", number of shards " + config.shardCount());
        }
    }
}
