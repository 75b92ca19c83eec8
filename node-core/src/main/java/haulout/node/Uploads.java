// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverPairIndex;
import haulout.core.WireFormatException;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.EncodingType;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MetadataStore;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.wire.ApiError;
import haulout.wire.MetadataFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/// Takes metadata and slivers: checks them in the protocol's order, verifies them, stores them.
///
/// Source: walrus-protocol section 6.3.
final class Uploads {
    // up to here a sliver is verified in a tenth of a millisecond, and to wake another thread for
    // it, and be woken up by it, takes some of that again
    private static final int SHORT_BYTES = 1 << 17;

    private final EncodingConfig config;
    private final MetadataStore metadata;
    private final SliverStore slivers;
    private final BlobStandings standings;
    private final ShardTable shards;
    private final PendingUploads pending;
    private final CodecPool codec;
    private final BlobLocks locks;
    private final NodeFaults faults;
    private final NodeMetrics metrics;
    private final CommitteeTracker committees;
    private final RecentUploads recent;

    Uploads(
            EncodingConfig config,
            MetadataStore metadata,
            SliverStore slivers,
            BlobStandings standings,
            ShardTable shards,
            CommitteeTracker committees,
            PendingUploads pending,
            CodecPool codec,
            BlobLocks locks,
            RecentUploads recent,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.config = config;
        this.metadata = metadata;
        this.slivers = slivers;
        this.standings = standings;
        this.shards = shards;
        this.committees = committees;
        this.pending = pending;
        this.codec = codec;
        this.locks = locks;
        this.recent = recent;
        this.faults = faults;
        this.metrics = metrics;
    }

    Accepted putMetadata(BlobId blobId, byte[] bcs, boolean mayPend)
            throws RefusedException, InterruptedException {
        Claimed claimed = read(blobId, bcs);
        if (standings.isInvalid(blobId)) {
            throw new RefusedException(
                    ApiError.INVALID_BLOB, "blob " + blobId + " was marked as encoded wrongly");
        }
        try {
            if (metadata.isReadable(blobId) || pending.metadata(blobId).isPresent()) {
                return Accepted.ALREADY_THERE;
            }
            if (!claimed.encodingType().isSupported()) {
                throw new RefusedException(
                        ApiError.UNSUPPORTED_ENCODING_TYPE,
                        "encoding type " + claimed.encodingType() + " is not supported");
            }
            UnverifiedBlobMetadata fitting =
                    claimed.fitting()
                            .orElseThrow(() ->
                                    new RefusedException(
                                            ApiError.INVALID_METADATA,
                                            "hashes of "
                                                    + claimed.pairCount()
                                                    + " sliver pairs, expected "
                                                    + config.shardCount()));
            return keep(verify(fitting), mayPend);
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    /// Metadata as they were sent.
    ///
    /// @param fitting empty if they are of a network of another size: such may be thirty times as
    ///   large in memory as they were sent, and none is kept while anything is waited for
    private record Claimed(
            EncodingType encodingType, int pairCount, Optional<UnverifiedBlobMetadata> fitting) {}

    private Claimed read(BlobId blobId, byte[] bcs) throws RefusedException {
        try {
            BlobMetadata decoded = MetadataFormat.decode(bcs);
            int pairCount = decoded.hashes().size();
            return new Claimed(
                    decoded.encodingType(),
                    pairCount,
                    pairCount == config.shardCount()
                            ? Optional.of(decoded.claimedAs(blobId))
                            : Optional.empty());
        } catch (WireFormatException e) {
            throw new RefusedException(ApiError.INVALID_CONTENT_TYPE, "body: " + e.getMessage());
        }
    }

    private VerifiedBlobMetadata verify(UnverifiedBlobMetadata claimed)
            throws RefusedException, InterruptedException {
        try {
            return codec.<VerifiedBlobMetadata, MetadataVerificationException>call(
                    tools -> claimed.verify(config, tools.kernels().hash()));
        } catch (MetadataVerificationException e) {
            throw new RefusedException(ApiError.INVALID_METADATA, String.valueOf(e.getMessage()));
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
    }

    private Accepted keep(VerifiedBlobMetadata verified, boolean mayPend)
            throws RefusedException, StoreException, InterruptedException {
        BlobId blobId = verified.blobId();
        Lock lock = locks.shared(blobId);
        lock.lockInterruptibly();
        try {
            // looked at once, because a registration that comes between two looks must not cost the
            // writer this node
            boolean isRegistered =
                    mayPend
                            ? standings.isRegisteredAsHeard(blobId)
                            : standings.isRegistered(blobId);
            if (isRegistered) {
                return stored(blobId, metadata.put(verified), NodeCounter.METADATA_STORED);
            }
            if (!mayPend) {
                throw notRegistered(blobId);
            }
            if (!pending.add(verified)) {
                throw new RefusedException(
                        ApiError.CACHE_SATURATED, "no room for metadata before their registration");
            }
        } finally {
            lock.unlock();
        }
        if (standings.isRegisteredAsHeard(blobId)) {
            flush(blobId); // because the registration may have come in between
        }
        return Accepted.BUFFERED;
    }

    Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean mayPend)
            throws RefusedException, InterruptedException {
        SliverEnvelope envelope;
        try {
            envelope = SliverEnvelope.read(bcs);
        } catch (WireFormatException e) {
            throw new RefusedException(ApiError.INVALID_CONTENT_TYPE, "body: " + e.getMessage());
        }
        Pairs.requireInRange(pair, config);
        if (!envelope.index().equals(pair.sliver(axis, config))) {
            throw new RefusedException(
                    ApiError.SLIVER_INDEX_MISMATCH,
                    "sliver index "
                            + envelope.index().value()
                            + ", expected "
                            + pair.sliver(axis, config).value()
                            + " for pair "
                            + pair.value());
        }
        SliverKey key = Pairs.key(blobId, pair, axis, config);
        try {
            VerifiedBlobMetadata of = requireMetadata(blobId, mayPend);
            requireShard(key);
            // one on a drive that is away is taken again: nobody may rely on what cannot be served
            if (slivers.isReadable(key) || pending.contains(key)) {
                return Accepted.ALREADY_THERE;
            }
            verify(envelope, bcs, axis, of);
            return keep(key, bcs);
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    private VerifiedBlobMetadata requireMetadata(BlobId blobId, boolean mayPend)
            throws RefusedException, StoreException, InterruptedException {
        Optional<VerifiedBlobMetadata> found = metadata.get(blobId);
        if (found.isEmpty()) {
            found = pending.metadata(blobId);
        }
        if (found.isEmpty()) {
            if (mayPend || standings.isRegistered(blobId)) {
                throw new RefusedException(
                        ApiError.METADATA_REQUIRED,
                        "the metadata of blob " + blobId + " must be stored first");
            }
            throw notRegistered(blobId);
        }
        return found.get();
    }

    private void requireShard(SliverKey key) throws RefusedException {
        if (shards.state(key.shard()).takesSlivers()) {
            return;
        }
        if (committees.ownShards().contains(key.shard())) {
            // because the change of epoch that gives the shard is still being worked through
            throw new RefusedException(
                    ApiError.UNAVAILABLE,
                    "shard " + key.shard().value() + " is being taken over, try again");
        }
        throw new RefusedException(
                ApiError.SHARD_NOT_ASSIGNED,
                "shard " + key.shard().value() + " does not belong to this node");
    }

    private void verify(SliverEnvelope envelope, ByteBuffer bcs, Axis axis, VerifiedBlobMetadata of)
            throws RefusedException, InterruptedException {
        if (envelope.payloadBytes() != of.sliverBytes(axis)) {
            metrics.add(NodeCounter.SLIVERS_REFUSED, 1);
            throw new RefusedException(
                    ApiError.INVALID_SLIVER,
                    "sliver of "
                            + envelope.payloadBytes()
                            + " bytes, expected "
                            + of.sliverBytes(axis));
        }
        CodecPool.CodecTask<Object, SliverVerificationException> check =
                tools -> {
                    envelope.verify(bcs, axis, of, tools.verifier());
                    return envelope;
                };
        try {
            if (envelope.payloadBytes() <= SHORT_BYTES) {
                codec.<Object, SliverVerificationException>callShort(check);
            } else {
                codec.<Object, SliverVerificationException>call(check);
            }
        } catch (SliverVerificationException e) {
            metrics.add(NodeCounter.SLIVERS_REFUSED, 1);
            throw new RefusedException(ApiError.INVALID_SLIVER, String.valueOf(e.getMessage()));
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
    }

    private Accepted keep(SliverKey key, ByteBuffer bcs)
            throws RefusedException, StoreException, InterruptedException {
        Lock lock = locks.shared(key.blobId());
        lock.lockInterruptibly();
        try {
            if (metadata.contains(key.blobId())) {
                int byteCount = bcs.remaining();
                Accepted accepted =
                        stored(
                                key.blobId(),
                                slivers.put(key, bcs.duplicate()),
                                NodeCounter.SLIVERS_STORED);
                if (accepted == Accepted.STORED) {
                    metrics.add(NodeCounter.SLIVER_BYTES_STORED, byteCount);
                }
                return accepted;
            }
            if (pending.metadata(key.blobId()).isEmpty()) {
                throw goneMeanwhile(key.blobId());
            }
            if (!pending.add(key, bcs)) {
                throw new RefusedException(
                        ApiError.CACHE_SATURATED, "no room for slivers before their registration");
            }
            return Accepted.BUFFERED;
        } finally {
            lock.unlock();
        }
    }

    /// Stores what waits for the registration of a blob: metadata first, then slivers.
    void flush(BlobId blobId) throws RefusedException, InterruptedException {
        if (pending.metadata(blobId).isEmpty()) {
            return;
        }
        // alone, so that nobody puts a sliver into memory behind the one that is stored last
        Lock lock = locks.alone(blobId);
        lock.lockInterruptibly();
        try {
            Optional<VerifiedBlobMetadata> waiting = pending.metadata(blobId);
            if (waiting.isEmpty() || !standings.isRegisteredAsHeard(blobId)) {
                return;
            }
            stored(blobId, metadata.put(waiting.get()), NodeCounter.METADATA_STORED);
            for (PendingUploads.PendingSliver sliver : pending.slivers(blobId)) {
                if (shards.state(sliver.key().shard()).takesSlivers()) {
                    stored(
                            blobId,
                            slivers.put(sliver.key(), sliver.bytes()),
                            NodeCounter.SLIVERS_STORED);
                }
            }
            pending.remove(blobId);
        } catch (StoreException e) {
            throw faults.unavailable(e);
        } finally {
            lock.unlock();
        }
    }

    private Accepted stored(BlobId blobId, StoreOutcome outcome, NodeCounter counter) {
        faults.storeWorks();
        recent.came(blobId);
        if (outcome == StoreOutcome.ALREADY_STORED) {
            return Accepted.ALREADY_THERE;
        }
        metrics.add(counter, 1);
        return Accepted.STORED;
    }

    /// The answer when metadata went away under an upload: nobody pays any more, or somebody does
    /// again and the caller has to begin anew.
    private RefusedException goneMeanwhile(BlobId blobId)
            throws RefusedException, InterruptedException {
        return standings.isRegistered(blobId)
                ? new RefusedException(ApiError.UNAVAILABLE, "blob " + blobId + " changes")
                : notRegistered(blobId);
    }

    private static RefusedException notRegistered(BlobId blobId) {
        return new RefusedException(
                ApiError.NOT_REGISTERED, "blob " + blobId + " is not registered");
    }
}
