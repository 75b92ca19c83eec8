// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.RemoteNode;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import haulout.ledger.ChainActions;
import haulout.ledger.Committee;
import haulout.node.CodecPool;
import haulout.node.Committees;
import haulout.redstuff.Kernels;
import haulout.redstuff.Sliver;
import haulout.store.SliverKey;
import haulout.testing.EncodedBlob;
import haulout.wire.MessageCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Several nodes in memory and what the ledger says of them.
final class SyncNetwork implements AutoCloseable {
    final EncodingConfig config;
    final CodecPool codec;
    final TestClock clock = new TestClock();
    final ConcurrentSkipListMap<BlobId, Epoch> certified = new ConcurrentSkipListMap<>();
    final Map<BlobId, EncodedBlob> blobs = new ConcurrentHashMap<>();
    final List<MemoryHoldings> nodes = new ArrayList<>();
    final List<FakeNode> remotes = new ArrayList<>();
    final Map<BlobId, MessageCertificate> invalidated = new ConcurrentHashMap<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("timer").factory());
    volatile Committees committees;
    volatile Runnable onPause = () -> {};
    private final List<NetworkPublicKey> networkKeys = new ArrayList<>();
    private final List<NodeSync> syncs = new ArrayList<>();
    private final Random random;

    /// @param shards for each node how many; together all of them
    SyncNetwork(Random random, int... shards) {
        this.random = random;
        int count = 0;
        List<List<ShardIndex>> owned = new ArrayList<>();
        for (int each : shards) {
            List<ShardIndex> of = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                of.add(new ShardIndex(count++));
            }
            owned.add(of);
        }
        config = new EncodingConfig(count);
        codec =
                CodecPool.start(
                        config,
                        Kernels::scalar,
                        1,
                        512,
                        Thread.ofPlatform().daemon().name("codec").factory());
        for (int i = 0; i < shards.length; i++) {
            MemoryHoldings holdings =
                    new MemoryHoldings(
                            this,
                            new NodeId(new Hash32(7, 7, 7, i)),
                            BlsSecretKey.generate(random));
            nodes.add(holdings);
            remotes.add(new FakeNode(holdings));
            networkKeys.add(NetworkSecretKey.generate().publicKey());
        }
        committees = new Committees(committee(5, owned), Optional.empty(), false);
    }

    Committee committee(long epoch, List<List<ShardIndex>> owned) {
        List<Committee.Member> members = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            members.add(
                    new Committee.Member(
                            nodes.get(i).id,
                            "n" + i,
                            nodes.get(i).key.publicKey(),
                            networkKeys.get(i),
                            "127.0.0.1:" + (1 + i),
                            owned.get(i)));
        }
        return new Committee(new Epoch(epoch), config.shardCount(), members);
    }

    /// The next epoch, in which a shard moves.
    void move(ShardIndex shard, int to) {
        Committee before = committees.current();
        List<List<ShardIndex>> owned = new ArrayList<>();
        for (Committee.Member member : before.members()) {
            List<ShardIndex> shards = new ArrayList<>(member.shards());
            shards.remove(shard);
            owned.add(shards);
        }
        owned.get(to).add(shard);
        committees =
                new Committees(
                        committee(before.epoch().value() + 1, owned), Optional.of(before), true);
    }

    /// A blob that all nodes hold.
    EncodedBlob blob(int byteCount) {
        return spread(EncodedBlob.of(config, byteCount, random.nextLong()));
    }

    void blobs(int count, int byteCount) {
        for (int i = 0; i < count; i++) {
            blob(byteCount);
        }
    }

    EncodedBlob spread(EncodedBlob blob) {
        certified.put(blob.metadata().blobId(), committees.epoch());
        blobs.put(blob.metadata().blobId(), blob);
        for (MemoryHoldings node : nodes) {
            node.metadata.put(blob.metadata().blobId(), blob.metadata());
            for (ShardIndex shard : node.owned()) {
                for (Axis axis : Axis.values()) {
                    SliverKey key = new SliverKey(blob.metadata().blobId(), shard, axis);
                    node.slivers.put(key, expected(key));
                }
            }
        }
        return blob;
    }

    Sliver expected(SliverKey key) {
        SliverIndex index = key.blobId().pair(key.shard(), config).sliver(key.axis(), config);
        return blobs.get(key.blobId()).sliver(key.axis(), index);
    }

    /// Every sliver that a node should hold, and whether it is right.
    boolean isComplete(int node) {
        MemoryHoldings holdings = nodes.get(node);
        for (BlobId blobId : certified.keySet()) {
            if (!holdings.missing(blobId).isEmpty() || !holdings.metadata.containsKey(blobId)) {
                return false;
            }
        }
        return isHonest(node);
    }

    /// Whether everything that a node holds is right.
    boolean isHonest(int node) {
        return nodes.get(node).slivers.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(expected(entry.getKey())));
    }

    SyncLimits limits() {
        SyncLimits.Waits soon = new SyncLimits.Waits(Duration.ofMillis(1), Duration.ofMillis(20));
        return SyncLimits.home().waiting(soon, soon, Duration.ofHours(12));
    }

    NodeSync sync(int node) {
        return sync(node, limits(), UploadActivity.NONE);
    }

    NodeSync sync(int node, SyncLimits limits, UploadActivity uploads) {
        Map<NodeId, RemoteNode> byId = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            byId.put(nodes.get(i).id, remotes.get(i));
        }
        ChainActions chain =
                new ChainActions() {
                    @Override
                    public void epochSyncDone(Epoch epoch) {}

                    @Override
                    public void invalidateBlob(BlobId blobId, MessageCertificate certificate) {
                        invalidated.put(blobId, certificate);
                        certified.remove(blobId);
                    }
                };
        NodeSync sync =
                new NodeSync(
                        nodes.get(node),
                        member -> byId.get(member.nodeId()),
                        chain,
                        uploads,
                        limits,
                        new NodeSync.Surroundings(
                                executor,
                                timer,
                                clock,
                                duration -> {
                                    pauses.add(duration);
                                    onPause.run();
                                    Thread.sleep(1);
                                },
                                random));
        syncs.add(sync);
        return sync;
    }

    @Override
    public void close() {
        syncs.forEach(NodeSync::close);
        timer.shutdownNow();
        executor.shutdownNow();
        codec.close();
    }

    /// What becomes of something, which may take long on a busy machine.
    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(120, TimeUnit.SECONDS);
    }

    static void await(BooleanSupplier condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(120)) {
                throw new TimeoutException("the condition does not come true");
            }
            Thread.sleep(2);
        }
    }

    /// Erases what a node stores.
    void wipe(int node) {
        nodes.get(node).slivers.clear();
        nodes.get(node).metadata.clear();
    }
}
