// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import java.util.Objects;

/// Which sliver of a node something is. A shard holds exactly one sliver of each axis of a blob.
///
/// @param blobId the blob
/// @param shard the shard that holds the sliver
/// @param axis primary or secondary
public record SliverKey(BlobId blobId, ShardIndex shard, Axis axis) {
    public SliverKey {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(shard);
        Objects.requireNonNull(axis);
    }
}
