// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.node.CodecPool;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.redstuff.VerifiedSliver;
import haulout.store.DriveUnavailableException;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Holdings in memory; what the ledger says is shared by all nodes of a test.
final class MemoryHoldings implements Holdings {
    final NodeId id;
    final BlsSecretKey key;
    final ConcurrentMap<BlobId, VerifiedBlobMetadata> metadata = new ConcurrentHashMap<>();
    final ConcurrentMap<SliverKey, Sliver> slivers = new ConcurrentHashMap<>();
    final ConcurrentMap<String, BlobId> synced = new ConcurrentHashMap<>();
    final AtomicInteger looks = new AtomicInteger();
    volatile boolean isBroken;
    // what lies on a drive that is away
    final Set<BlobId> metadataAway = ConcurrentHashMap.newKeySet();
    final Set<SliverKey> sliversAway = ConcurrentHashMap.newKeySet();
    // what happens when the list of blobs is asked for
    volatile Runnable onList = () -> {};
    // what happens between the look at a blob's record and what is made of it
    volatile Runnable afterLook = () -> {};
    private final SyncNetwork network;

    MemoryHoldings(SyncNetwork network, NodeId id, BlsSecretKey key) {
        this.network = network;
        this.id = id;
        this.key = key;
    }

    @Override
    public java.util.Optional<java.time.Instant> lastUpload(BlobId blobId) {
        return java.util.Optional.empty();
    }

    @Override
    public EncodingConfig config() {
        return network.config;
    }

    @Override
    public NodeId nodeId() {
        return id;
    }

    @Override
    public SignedMessage sign(ProtocolMessage message) {
        return SignedMessage.sign(message, key);
    }

    @Override
    public Optional<Committees> committees() {
        return Optional.of(network.committees);
    }

    @Override
    public Optional<Epoch> certifiedSince(BlobId blobId) {
        looks.incrementAndGet();
        Epoch since = network.certified.get(blobId);
        afterLook.run();
        return Optional.ofNullable(since);
    }

    @Override
    public List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit) {
        onList.run();
        return network.certified.tailMap(from, true).entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(epoch) < 0)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<VerifiedBlobMetadata> metadata(BlobId blobId) throws StoreException {
        if (metadataAway.contains(blobId)) {
            throw new DriveUnavailableException("taken away by a test");
        }
        return Optional.ofNullable(metadata.get(blobId));
    }

    List<ShardIndex> owned() {
        return network.committees.shards(id);
    }

    @Override
    public List<SliverKey> missing(BlobId blobId) {
        List<SliverKey> missing = new ArrayList<>();
        for (ShardIndex shard : owned()) {
            for (Axis axis : Axis.values()) {
                SliverKey sliverKey = new SliverKey(blobId, shard, axis);
                if (!slivers.containsKey(sliverKey)) {
                    missing.add(sliverKey);
                }
            }
        }
        return missing;
    }

    @Override
    public Optional<Sliver> sliver(SliverKey sliverKey) throws StoreException {
        if (sliversAway.contains(sliverKey)) {
            throw new DriveUnavailableException("taken away by a test");
        }
        return Optional.ofNullable(slivers.get(sliverKey));
    }

    @Override
    public Optional<StoreOutcome> store(VerifiedBlobMetadata fetched) throws StoreException {
        check();
        if (!network.certified.containsKey(fetched.blobId())) {
            return Optional.empty();
        }
        return Optional.of(
                metadata.putIfAbsent(fetched.blobId(), fetched) == null
                        ? StoreOutcome.STORED
                        : StoreOutcome.ALREADY_STORED);
    }

    @Override
    public Optional<StoreOutcome> store(VerifiedSliver verified) throws StoreException {
        check();
        Sliver sliver = verified.sliver();
        SliverIndex index = sliver.index();
        SliverPairIndex pair = index.pair(sliver.axis(), config());
        ShardIndex shard = verified.blobId().shard(pair, config());
        if (!network.certified.containsKey(verified.blobId()) || !owned().contains(shard)) {
            return Optional.empty();
        }
        SliverKey sliverKey = new SliverKey(verified.blobId(), shard, sliver.axis());
        return Optional.of(
                slivers.putIfAbsent(sliverKey, sliver) == null
                        ? StoreOutcome.STORED
                        : StoreOutcome.ALREADY_STORED);
    }

    private void check() throws StoreException {
        if (isBroken) {
            throw new StoreException("the drive is gone");
        }
    }

    @Override
    public Optional<BlobId> lastSynced(ShardIndex shard, Axis axis) {
        return Optional.ofNullable(synced.get(shard + " " + axis));
    }

    @Override
    public void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId) {
        synced.put(shard + " " + axis, blobId);
    }

    @Override
    public CodecPool codec() {
        return network.codec;
    }
}
