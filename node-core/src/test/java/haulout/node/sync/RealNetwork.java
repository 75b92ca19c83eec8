// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerAddress;
import haulout.client.PeerClients;
import haulout.client.PeerException;
import haulout.client.PeerTransport;
import haulout.client.Registration;
import haulout.client.RemoteNode;
import haulout.client.Traffic;
import haulout.client.UploadBody;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.http.StorageApi;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.http.server.TlsKeys;
import haulout.http.tls.NodeCertificate;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.Committee;
import haulout.ledger.script.ScriptedChain;
import haulout.metrics.MetricsRegistry;
import haulout.node.BlockList;
import haulout.node.CodecPool;
import haulout.node.NodeIdentity;
import haulout.node.NodeLimits;
import haulout.node.NodeMetrics;
import haulout.node.NodePorts;
import haulout.node.NodeSettings;
import haulout.node.NodeThreads;
import haulout.node.PendingLimits;
import haulout.node.StorageNode;
import haulout.redstuff.Kernels;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MemoryRecords;
import haulout.store.MemorySliverStore;
import haulout.store.SliverKey;
import haulout.store.StoredBytes;
import haulout.testing.EncodedBlob;
import haulout.testing.HeldPort;
import haulout.wire.ApiError;
import haulout.wire.BlobStatus;
import haulout.wire.MessageCertificate;
import haulout.wire.SliverFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Several real nodes in one process that talk HTTPS on loopback, on one scripted ledger, with
/// stores in memory.
final class RealNetwork {
    final EncodingConfig config;
    final ScriptedChain chain;
    final List<Peer> peers = new ArrayList<>();
    final Map<BlobId, MessageCertificate> invalidated = new ConcurrentHashMap<>();
    final PeerClients clients;
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("timer").factory());
    private final CodecPool codec;
    private final PeerTransport transport = new PeerTransport(executor, Duration.ofSeconds(20));
    // of those who fetch; the nodes themselves run on the real one
    final TestClock clock = new TestClock();
    private final Random random;
    private long transactions;
    private Committee committee;

    RealNetwork(Random random, int... shards) throws Exception {
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
        chain = new ScriptedChain(count);
        codec =
                CodecPool.start(
                        config,
                        Kernels::scalar,
                        2,
                        CodecPool.DEFAULT_QUEUE,
                        Thread.ofPlatform().daemon().name("codec").factory());
        clients = clients(Traffic.UNLIMITED);
        for (int i = 0; i < shards.length; i++) {
            peers.add(new Peer(i));
            peers.getLast().start();
        }
        begin(1, owned);
    }

    private PeerClients clients(Traffic traffic) {
        ClientLimits limits =
                new ClientLimits(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        10,
                        1,
                        Duration.ofMillis(5),
                        Duration.ofMillis(50));
        return new PeerClients(
                transport, PeerClients.Scheme.HTTPS, config, limits, traffic, Pause.real(), random);
    }

    Committee committee() {
        return committee;
    }

    /// An epoch begins.
    void begin(long epoch, List<List<ShardIndex>> owned) {
        List<Committee.Member> members = new ArrayList<>();
        for (Peer peer : peers) {
            members.add(
                    new Committee.Member(
                            peer.id,
                            "n" + peer.index,
                            peer.key.publicKey(),
                            peer.network.publicKey(),
                            "127.0.0.1:" + peer.port.number(),
                            owned.get(peer.index)));
        }
        committee = new Committee(new Epoch(epoch), config.shardCount(), members);
        chain.put(committee);
        event(new ChainEvent.EpochChangeStart(committee.epoch()));
    }

    /// The next epoch, in which a shard moves.
    void move(ShardIndex shard, int to) {
        List<List<ShardIndex>> owned = new ArrayList<>();
        for (Committee.Member member : committee.members()) {
            List<ShardIndex> shards = new ArrayList<>(member.shards());
            shards.remove(shard);
            owned.add(shards);
        }
        owned.get(to).add(shard);
        begin(committee.epoch().value() + 1, owned);
    }

    private synchronized void event(ChainEvent event) {
        chain.append(new EventId(new Hash32(++transactions, 0, 0, 0), 0), event);
    }

    ObjectId register(EncodedBlob blob) {
        return register(blob.metadata());
    }

    ObjectId register(VerifiedBlobMetadata metadata) {
        ObjectId object = new ObjectId(new Hash32(9, 9, 9, ++transactions));
        event(
                new ChainEvent.BlobRegistered(
                        committee.epoch(),
                        metadata.blobId(),
                        metadata.unencodedLength(),
                        1,
                        new Epoch(100),
                        false,
                        object));
        return object;
    }

    void certify(EncodedBlob blob, ObjectId object) {
        certify(blob.metadata(), object);
    }

    void certify(VerifiedBlobMetadata metadata, ObjectId object) {
        event(
                new ChainEvent.BlobCertified(
                        committee.epoch(),
                        metadata.blobId(),
                        new Epoch(100),
                        false,
                        object,
                        false));
    }

    EncodedBlob encode(int byteCount) {
        return EncodedBlob.of(config, byteCount, random.nextLong());
    }

    /// Stores a blob as a client does, at all nodes that are up but some.
    void store(EncodedBlob blob, int... without) throws Exception {
        ObjectId object = register(blob);
        for (Peer peer : peers) {
            boolean isLeftOut = java.util.Arrays.stream(without).anyMatch(i -> i == peer.index);
            if (!isLeftOut && peer.isUp()) {
                upload(blob, peer);
            }
        }
        certify(blob, object);
    }

    /// Whether the node has heard of the registration; before it has reached the ledger at all it
    /// says that it cannot say.
    private static boolean hasHeardOf(BlobId blobId, RemoteNode remote) throws Exception {
        try {
            return !(remote.status(blobId) instanceof BlobStatus.Nonexistent);
        } catch (PeerException e) {
            if (e.isRefusal(ApiError.UNAVAILABLE)) {
                return false;
            }
            throw e;
        }
    }

    void upload(EncodedBlob blob, Peer peer) throws Exception {
        BlobId blobId = blob.metadata().blobId();
        RemoteNode remote = peer.remote();
        RealNetworkTest.await(() -> hasHeardOf(blobId, remote));
        remote.putMetadata(blob.metadata(), Registration.DONE);
        for (ShardIndex shard : peer.shards()) {
            SliverPairIndex pair = blobId.pair(shard, config);
            for (Axis axis : Axis.values()) {
                remote.putSliver(
                        blobId,
                        pair,
                        axis,
                        UploadBody.of(blob.sliverBytes(pair, axis)),
                        Registration.DONE);
            }
        }
    }

    /// A node with its keys and its drive, up or not.
    final class Peer {
        final int index;
        final NodeId id;
        final BlsSecretKey key = BlsSecretKey.generate(random);
        final NetworkSecretKey network = NetworkSecretKey.generate();
        MemorySliverStore slivers = new MemorySliverStore();
        MemoryRecords records = new MemoryRecords();
        SyncLimits limits =
                SyncLimits.home()
                        .waiting(
                                new SyncLimits.Waits(Duration.ofMillis(5), Duration.ofMillis(100)),
                                new SyncLimits.Waits(Duration.ofMillis(5), Duration.ofMillis(50)),
                                Duration.ofHours(12));

        /// Its own also while it is away.
        private final HeldPort port;

        private Optional<Up> up = Optional.empty();

        private record Up(
                StorageNode node,
                LyingNode api,
                HttpServer server,
                ExecutorService requests,
                NodeSync sync) {}

        Peer(int index) throws IOException {
            this.index = index;
            this.port = new HeldPort();
            this.id = new NodeId(new Hash32(5, 5, 5, index));
        }

        boolean isUp() {
            return up.isPresent();
        }

        LyingNode api() {
            return up.orElseThrow().api();
        }

        StorageNode node() {
            return up.orElseThrow().node();
        }

        NodeSync sync() {
            return up.orElseThrow().sync();
        }

        RemoteNode remote() {
            return clients.of(new PeerAddress("127.0.0.1", port.number()), network.publicKey());
        }

        List<ShardIndex> shards() {
            return committee.member(id).orElseThrow().shards();
        }

        void start() throws Exception {
            Map<String, NodeSync> made = new HashMap<>();
            ChainActions actions =
                    new ChainActions() {
                        @Override
                        public void epochSyncDone(Epoch epoch) throws ChainException {
                            chain.epochSyncDone(epoch);
                        }

                        @Override
                        public void invalidateBlob(BlobId blobId, MessageCertificate certificate)
                                throws ChainException {
                            if (invalidated.putIfAbsent(blobId, certificate) == null) {
                                event(new ChainEvent.InvalidBlobId(committee.epoch(), blobId));
                            }
                        }
                    };
            StorageNode node =
                    StorageNode.open(
                            new NodeIdentity(id, key),
                            new NodeSettings(
                                    config, nodeLimits(), PendingLimits.OFF, BlockList.NONE),
                            new NodePorts(
                                    slivers, slivers.metadata(), records, records, chain, actions),
                            new NodeThreads(
                                    codec,
                                    executor,
                                    timer,
                                    Thread.ofPlatform().daemon().name("follower").factory()),
                            holdings -> {
                                NodeSync sync =
                                        new NodeSync(
                                                holdings,
                                                clients::of,
                                                actions,
                                                UploadActivity.NONE,
                                                limits,
                                                new NodeSync.Surroundings(
                                                        executor,
                                                        timer,
                                                        clock,
                                                        Pause.real(),
                                                        random));
                                made.put("sync", sync);
                                return sync;
                            },
                            InstantSource.system(),
                            NodeMetrics.NONE,
                            _ -> {});
            LyingNode api = new LyingNode(node, random);
            ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
            HttpServer server =
                    HttpServer.open(
                            new HttpServer.Setup(
                                    "n" + index,
                                    new InetSocketAddress(
                                            InetAddress.ofLiteral("127.0.0.1"), port.number()),
                                    Optional.of(
                                            new TlsKeys(
                                                    network.toJcaKey(),
                                                    List.of(
                                                            NodeCertificate.selfSigned(
                                                                    network,
                                                                    "127.0.0.1",
                                                                    random)))),
                                    ServerLimits.forHome(),
                                    requests,
                                    new MetricsRegistry(),
                                    InstantSource.system()),
                            new StorageApi(api, random));
            up = Optional.of(new Up(node, api, server, requests, made.get("sync")));
        }

        void stop() throws Exception {
            Up was = up.orElseThrow();
            up = Optional.empty();
            was.server().close(Duration.ofSeconds(5));
            was.node().close();
            was.requests().shutdownNow();
        }

        /// Everything on its drive is gone.
        void wipe() {
            slivers = new MemorySliverStore();
            records = new MemoryRecords();
        }

        /// Whether the node has everything that it should have of a blob, and all of it is right.
        boolean has(EncodedBlob blob) throws Exception {
            BlobId blobId = blob.metadata().blobId();
            if (!slivers.metadata().contains(blobId)) {
                return false;
            }
            for (ShardIndex shard : shards()) {
                for (Axis axis : Axis.values()) {
                    SliverKey sliverKey = new SliverKey(blobId, shard, axis);
                    if (!slivers.contains(sliverKey)) {
                        return false;
                    }
                    if (!stored(sliverKey).equals(expected(blob, sliverKey))) {
                        throw new AssertionError("something wrong was stored");
                    }
                }
            }
            return true;
        }

        Sliver stored(SliverKey sliverKey) throws Exception {
            try (StoredBytes bytes = slivers.open(sliverKey).orElseThrow()) {
                ByteBuffer all = ByteBuffer.allocate((int) bytes.byteCount());
                while (all.hasRemaining() && bytes.read(all.position(), all) > 0) {
                    // until it is full
                }
                return SliverFormat.decode(all.array(), sliverKey.axis());
            }
        }

        private Sliver expected(EncodedBlob blob, SliverKey sliverKey) {
            return blob.sliver(
                    sliverKey.axis(),
                    sliverKey
                            .blobId()
                            .pair(sliverKey.shard(), config)
                            .sliver(sliverKey.axis(), config));
        }
    }

    private static NodeLimits nodeLimits() {
        NodeLimits d = NodeLimits.DEFAULTS;
        return new NodeLimits(
                d.maxRegistrationWait(),
                d.maxWaiting(),
                d.eventBatch(),
                Duration.ofMillis(20),
                d.maxOpenFollowUps(),
                d.staleAfter(),
                d.maxSymbolIds(),
                d.maxAnswerBytes(),
                d.answerRoom(),
                d.maxAnswerWait(),
                d.maxSyncSlivers(),
                d.maxSyncBytes(),
                d.maxSyncAnswers(),
                d.maxRecoveringBlobs(),
                Duration.ZERO,
                Duration.ofMillis(50),
                Duration.ofMillis(5),
                Duration.ofMillis(50));
    }

    void close() throws Exception {
        for (Peer peer : peers) {
            if (peer.isUp()) {
                peer.stop();
            }
            peer.port.close();
        }
        transport.close();
        timer.shutdownNow();
        executor.shutdownNow();
        codec.close();
    }
}
