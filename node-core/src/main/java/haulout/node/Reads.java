// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverPairIndex;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MetadataStore;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.wire.ApiError;
import haulout.wire.MetadataFormat;
import java.util.Optional;

/// Gives metadata and slivers. Reads obey the records: what nobody pays for any more is not there,
/// whatever is still on the drive.
///
/// Source: walrus-protocol section 6.3.
final class Reads {
    private final EncodingConfig config;
    private final MetadataStore metadata;
    private final SliverStore slivers;
    private final BlobStandings standings;
    private final ShardTable shards;
    private final CommitteeTracker committees;
    private final PendingUploads pending;
    private final BlockList blocked;
    private final NodeFaults faults;
    private final NodeMetrics metrics;

    Reads(
            EncodingConfig config,
            MetadataStore metadata,
            SliverStore slivers,
            BlobStandings standings,
            ShardTable shards,
            CommitteeTracker committees,
            PendingUploads pending,
            BlockList blocked,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.config = config;
        this.metadata = metadata;
        this.slivers = slivers;
        this.standings = standings;
        this.shards = shards;
        this.committees = committees;
        this.pending = pending;
        this.blocked = blocked;
        this.faults = faults;
        this.metrics = metrics;
    }

    byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException {
        requireNotBlocked(blobId);
        if (!standings.isRegistered(blobId)) {
            throw metadataNotFound(blobId);
        }
        try {
            VerifiedBlobMetadata found =
                    metadata.get(blobId).orElseThrow(() -> metadataNotFound(blobId));
            return MetadataFormat.encodeWithId(blobId, found.metadata());
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException {
        try {
            return metadata.contains(blobId) ? Presence.STORED : Presence.NONEXISTENT;
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        Pairs.requireInRange(pair, config);
        requireNotBlocked(blobId);
        SliverKey key = Pairs.key(blobId, pair, axis, config);
        if (!standings.isRegistered(blobId)) {
            throw sliverNotFound(key);
        }
        requireHeld(key);
        try {
            StoredBytes bytes = slivers.open(key).orElseThrow(() -> sliverNotFound(key));
            metrics.add(NodeCounter.SLIVERS_READ, 1);
            return new StoredAnswer(bytes);
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    /// A sliver that can be given without waiting.
    ///
    /// @return empty if [#sliver] has to be asked, whatever it will say
    Optional<AnswerBody> sliverIfReady(BlobId blobId, SliverPairIndex pair, Axis axis) {
        if (pair.value() >= config.shardCount()
                || blocked.isBlocked(blobId)
                || !standings.isRegisteredForSure(blobId)) {
            return Optional.empty();
        }
        SliverKey key = Pairs.key(blobId, pair, axis, config);
        if (!shards.state(key.shard()).isHeld()) {
            return Optional.empty();
        }
        Optional<StoredBytes> bytes = slivers.openIfReady(key);
        if (bytes.isPresent()) {
            metrics.add(NodeCounter.SLIVERS_READ, 1);
        }
        return bytes.map(StoredAnswer::new);
    }

    Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        if (pair.value() >= config.shardCount()) {
            // because no other error is known here: a pair that does not exist has no shard
            throw new RefusedException(
                    ApiError.SHARD_NOT_ASSIGNED, "sliver pair " + pair.value() + " has no shard");
        }
        SliverKey key = Pairs.key(blobId, pair, axis, config);
        requireHeld(key);
        try {
            // who asks leaves out what is stored: it has to be what a confirmation counts
            if (slivers.isReadable(key)) {
                return Presence.STORED;
            }
            return pending.contains(key) ? Presence.BUFFERED : Presence.NONEXISTENT;
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    void requireNotBlocked(BlobId blobId) throws RefusedException {
        if (blocked.isBlocked(blobId)) {
            throw new RefusedException(
                    ApiError.FORBIDDEN_BLOB, "blob " + blobId + " is not given by this node");
        }
    }

    private void requireHeld(SliverKey key) throws RefusedException {
        if (shards.state(key.shard()).isHeld()) {
            return;
        }
        if (committees.now().isEmpty() || committees.ownShards().contains(key.shard())) {
            throw new RefusedException(
                    ApiError.UNAVAILABLE, "the shards of this node are being taken over");
        }
        throw new RefusedException(
                ApiError.SHARD_NOT_ASSIGNED,
                "shard " + key.shard().value() + " does not belong to this node");
    }

    private static RefusedException metadataNotFound(BlobId blobId) {
        return new RefusedException(
                ApiError.METADATA_NOT_FOUND, "metadata of blob " + blobId + " are not here");
    }

    private static RefusedException sliverNotFound(SliverKey key) {
        return new RefusedException(
                ApiError.SLIVER_NOT_FOUND,
                "the sliver of blob "
                        + key.blobId()
                        + " in shard "
                        + key.shard().value()
                        + " is not here");
    }
}
