// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.redstuff.VerifiedSliver;
import haulout.store.BlobRecord;
import haulout.store.NodeStateStore;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SliverFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/// The node's stores and records, as its workers see them.
final class NodeHoldings implements Holdings {
    private final EncodingConfig config;
    private final NodeId self;
    private final NodePorts ports;
    private final NodeStateStore states;
    private final CommitteeTracker committees;
    private final ShardTable shards;
    private final BlobLocks locks;
    private final NodeSigner signer;
    private final CodecPool codec;
    private final NodeMetrics metrics;
    private final RecentUploads uploads;
    private final StoredSlivers stored;

    NodeHoldings(
            EncodingConfig config,
            NodeId self,
            NodePorts ports,
            CommitteeTracker committees,
            ShardTable shards,
            BlobLocks locks,
            NodeSigner signer,
            CodecPool codec,
            RecentUploads uploads,
            NodeMetrics metrics) {
        this.config = config;
        this.self = self;
        this.ports = ports;
        this.states = ports.states();
        this.committees = committees;
        this.shards = shards;
        this.locks = locks;
        this.signer = signer;
        this.codec = codec;
        this.metrics = metrics;
        this.uploads = uploads;
        this.stored = new StoredSlivers(ports.slivers());
    }

    @Override
    public Optional<Instant> lastUpload(BlobId blobId) {
        return uploads.last(blobId);
    }

    @Override
    public EncodingConfig config() {
        return config;
    }

    @Override
    public NodeId nodeId() {
        return self;
    }

    @Override
    public SignedMessage sign(ProtocolMessage message)
            throws CodecBusyException, InterruptedException {
        return signer.sign(message);
    }

    @Override
    public Optional<Committees> committees() {
        return committees.now();
    }

    @Override
    public Optional<Epoch> certifiedSince(BlobId blobId)
            throws StoreException, InterruptedException {
        Optional<Committees> now = committees.now();
        return now.isEmpty() ? Optional.empty() : record(blobId).certifiedSince(now.get().epoch());
    }

    @Override
    public List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit)
            throws StoreException, InterruptedException {
        List<BlobId> alive = new ArrayList<>();
        Optional<BlobId> next = Optional.of(from);
        while (next.isPresent() && alive.size() < limit) {
            List<BlobId> step = ports.records().certifiedBefore(epoch, next.get(), limit);
            for (BlobId blobId : step) {
                if (alive.size() < limit && certifiedSince(blobId).isPresent()) {
                    alive.add(blobId);
                }
            }
            next = step.size() < limit ? Optional.empty() : ShardDonor.after(step.getLast());
        }
        return alive;
    }

    @Override
    public Optional<VerifiedBlobMetadata> metadata(BlobId blobId)
            throws StoreException, InterruptedException {
        return ports.metadata().get(blobId);
    }

    @Override
    public List<SliverKey> missing(BlobId blobId) throws StoreException, InterruptedException {
        List<SliverKey> missing = new ArrayList<>();
        for (ShardIndex shard : shards.taking()) {
            for (Axis axis : Axis.values()) {
                SliverKey key = new SliverKey(blobId, shard, axis);
                if (!ports.slivers().contains(key)) {
                    missing.add(key);
                }
            }
        }
        return missing;
    }

    /// Whether nothing of a blob is missing.
    boolean isComplete(BlobId blobId) throws StoreException, InterruptedException {
        return ports.metadata().contains(blobId) && missing(blobId).isEmpty();
    }

    /// Whether there is no shard that takes slivers.
    boolean hasNoShards() {
        return shards.taking().isEmpty();
    }

    @Override
    public Optional<Sliver> sliver(SliverKey key) throws StoreException, InterruptedException {
        return stored.read(key);
    }

    @Override
    public Optional<StoreOutcome> store(VerifiedBlobMetadata metadata)
            throws StoreException, InterruptedException {
        Lock lock = locks.shared(metadata.blobId());
        lock.lockInterruptibly();
        try {
            if (!isWanted(metadata.blobId())) {
                return Optional.empty();
            }
            return Optional.of(ports.metadata().put(metadata));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StoreOutcome> store(VerifiedSliver verified)
            throws StoreException, InterruptedException {
        Sliver sliver = verified.sliver();
        SliverKey key = Pairs.key(verified.blobId(), sliver.index(), sliver.axis(), config);
        ByteBuffer bytes = ByteBuffer.wrap(SliverFormat.encode(sliver));
        Lock lock = locks.shared(verified.blobId());
        lock.lockInterruptibly();
        try {
            if (!isWanted(verified.blobId()) || !shards.state(key.shard()).takesSlivers()) {
                return Optional.empty();
            }
            int byteCount = bytes.remaining();
            StoreOutcome outcome = ports.slivers().put(key, bytes);
            if (outcome == StoreOutcome.STORED) {
                metrics.add(NodeCounter.SLIVERS_STORED, 1);
                metrics.add(NodeCounter.SLIVER_BYTES_STORED, byteCount);
            }
            return Optional.of(outcome);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<BlobId> lastSynced(ShardIndex shard, Axis axis)
            throws StoreException, InterruptedException {
        return states.lastSynced(shard, axis);
    }

    @Override
    public void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId)
            throws StoreException, InterruptedException {
        states.setLastSynced(shard, axis, blobId);
    }

    @Override
    public CodecPool codec() {
        return codec;
    }

    private boolean isWanted(BlobId blobId) throws StoreException, InterruptedException {
        Optional<Committees> now = committees.now();
        return now.isPresent() && record(blobId).isRegistered(now.get().epoch());
    }

    private BlobRecord record(BlobId blobId) throws StoreException, InterruptedException {
        return ports.records().record(blobId).orElse(BlobRecord.Valid.NONE);
    }
}
