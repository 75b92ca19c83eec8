// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.store.SliverKey;
import java.util.Objects;

/// Which record something is. Ordered by space, then by blob ID: the order of shard
/// synchronisation.
///
/// @param space −1 for metadata, else 2 · shard + axis (0 primary, 1 secondary)
/// @param blobId the blob
public record RecordKey(int space, BlobId blobId) implements Comparable<RecordKey> {
    /// The space of metadata.
    public static final int METADATA_SPACE = -1;

    // one beyond the last, as the end of a range
    private static final int MAX_SPACE = 2 * 0xFFFF + 2;

    public RecordKey {
        Objects.requireNonNull(blobId);
        if (space < METADATA_SPACE || space > MAX_SPACE) {
            throw new IllegalArgumentException("space " + space);
        }
    }

    /// The key of a sliver.
    public static RecordKey of(SliverKey key) {
        return new RecordKey(space(key.shard(), key.axis()), key.blobId());
    }

    /// The key of metadata.
    public static RecordKey ofMetadata(BlobId blobId) {
        return new RecordKey(METADATA_SPACE, blobId);
    }

    /// The space of a shard's slivers of one axis.
    public static int space(ShardIndex shard, Axis axis) {
        return 2 * shard.value() + (axis == Axis.PRIMARY ? 0 : 1);
    }

    /// Whether this is a sliver.
    public boolean isSliver() {
        return space >= 0;
    }

    /// The sliver.
    ///
    /// @throws IllegalStateException if this is metadata
    public SliverKey sliverKey() {
        if (!isSliver()) {
            throw new IllegalStateException("metadata of blob " + blobId + " is no sliver");
        }
        return new SliverKey(
                blobId, new ShardIndex(space / 2), space % 2 == 0 ? Axis.PRIMARY : Axis.SECONDARY);
    }

    @Override
    public int compareTo(RecordKey other) {
        int bySpace = Integer.compare(space, other.space);
        return bySpace != 0 ? bySpace : blobId.compareTo(other.blobId);
    }

    @Override
    public String toString() {
        return isSliver()
                ? "%s sliver of shard %d of blob %s"
                        .formatted(space % 2 == 0 ? "primary" : "secondary", space / 2, blobId)
                : "metadata of blob " + blobId;
    }
}
