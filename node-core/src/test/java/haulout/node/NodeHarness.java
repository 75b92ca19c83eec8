// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

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
import haulout.ledger.ChainEvent;
import haulout.ledger.Committee;
import haulout.ledger.script.ScriptedChain;
import haulout.redstuff.Kernels;
import haulout.store.BlobRecordStore;
import haulout.store.MemoryRecords;
import haulout.store.MemorySliverStore;
import haulout.store.NodeStateStore;
import haulout.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// A node on a scripted ledger and stores in memory, which can be stopped and started again.
@SuppressWarnings("try") // because a test that is interrupted ends anyway
final class NodeHarness implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final EncodingConfig config;
    final Random random;
    final ScriptedChain chain;
    final MemorySliverStore slivers = new MemorySliverStore();
    final MemoryRecords records = new MemoryRecords();
    final List<Member> members = new ArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));
    final List<BlobId> blocked = new ArrayList<>();
    FakeSync sync = new FakeSync();
    NodeLimits limits = limits();
    PendingLimits pending = PendingLimits.OFF;
    int codecThreads = 1;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private BlobRecordStore recordStore = records;
    private NodeStateStore stateStore = records;
    private CodecPool codec;
    private StorageNode node;
    private long transactions;

    /// A storage node's identity.
    record Member(NodeId id, BlsSecretKey key, NetworkSecretKey network) {}

    NodeHarness(int shardCount, Random random) {
        this.config = new EncodingConfig(shardCount);
        this.random = random;
        this.chain = new ScriptedChain(shardCount);
        for (int i = 0; i < 4; i++) {
            members.add(
                    new Member(
                            new NodeId(hash()),
                            BlsSecretKey.generate(random),
                            NetworkSecretKey.generate()));
        }
    }

    static NodeLimits limits() {
        NodeLimits d = NodeLimits.DEFAULTS;
        return new NodeLimits(
                d.maxRegistrationWait(),
                d.maxWaiting(),
                7,
                Duration.ofMillis(20),
                d.maxOpenFollowUps(),
                d.staleAfter(),
                d.maxSymbolIds(),
                d.maxAnswerBytes(),
                d.answerRoom(),
                d.maxAnswerWait(),
                1000,
                d.maxSyncBytes(),
                d.maxSyncAnswers(),
                3,
                Duration.ZERO,
                Duration.ofMillis(50),
                Duration.ofMillis(5),
                Duration.ofMillis(20));
    }

    /// Stands the node on other stores from its next start on.
    void stand(BlobRecordStore otherRecords, NodeStateStore otherStates) {
        recordStore = otherRecords;
        stateStore = otherStates;
    }

    BlobRecordStore recordStore() {
        return recordStore;
    }

    NodeHarness start() throws Exception {
        codec =
                CodecPool.start(
                        config,
                        Kernels::scalar,
                        codecThreads,
                        CodecPool.DEFAULT_QUEUE,
                        Thread.ofPlatform().name("codec-", 0).daemon().factory());
        node =
                StorageNode.open(
                        new NodeIdentity(self().id(), self().key()),
                        new NodeSettings(config, limits, pending, blocked::contains),
                        new NodePorts(
                                slivers, slivers.metadata(), recordStore, stateStore, chain, chain),
                        new NodeThreads(
                                codec,
                                background,
                                timer,
                                Thread.ofPlatform().name("follower-", 0).daemon().factory()),
                        sync,
                        now::get,
                        NodeMetrics.NONE,
                        _ -> {});
        return this;
    }

    void stop() throws Exception {
        node.close();
        codec.close();
        sync = new FakeSync();
    }

    StorageNode node() {
        return node;
    }

    Member self() {
        return members.getFirst();
    }

    Hash32 hash() {
        return new Hash32(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    ObjectId object() {
        return new ObjectId(hash());
    }

    static Epoch epoch(long value) {
        return new Epoch(value);
    }

    /// A committee in which the members have these shards.
    Committee committee(long epoch, int[]... shards) {
        List<Committee.Member> list = new ArrayList<>();
        for (int i = 0; i < shards.length; i++) {
            Member member = members.get(i);
            if (shards[i].length > 0) {
                list.add(
                        new Committee.Member(
                                member.id(),
                                "n" + i,
                                member.key().publicKey(),
                                member.network().publicKey(),
                                "127.0.0.1:" + (4000 + i),
                                IntStream.of(shards[i]).mapToObj(ShardIndex::new).toList()));
            }
        }
        return new Committee(new Epoch(epoch), config.shardCount(), list);
    }

    /// All shards from `from` (inclusive) to `to` (exclusive).
    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    EventId event(ChainEvent event) {
        EventId id = new EventId(new Hash32(++transactions, 0, 0, 0), 0);
        chain.append(id, event);
        return id;
    }

    /// An epoch begins with a committee.
    void begin(Committee committee) {
        chain.put(committee);
        event(new ChainEvent.EpochChangeStart(committee.epoch()));
    }

    EventId register(BlobId blob, long epoch, long end, boolean deletable, ObjectId object) {
        return event(
                new ChainEvent.BlobRegistered(
                        epoch(epoch), blob, 1, 1, epoch(end), deletable, object));
    }

    EventId certify(BlobId blob, long epoch, long end, boolean deletable, ObjectId object) {
        return event(
                new ChainEvent.BlobCertified(
                        epoch(epoch), blob, epoch(end), deletable, object, false));
    }

    EventId delete(BlobId blob, long epoch, long end, ObjectId object, boolean wasCertified) {
        return event(
                new ChainEvent.BlobDeleted(epoch(epoch), blob, epoch(end), object, wasCertified));
    }

    /// Puts metadata and the slivers of the pairs of shards.
    void upload(EncodedBlob blob, int... shards) throws Exception {
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        for (int shard : shards) {
            SliverPairIndex pair = pair(blob, shard);
            for (Axis axis : Axis.values()) {
                node.putSliver(blob.id(), pair, axis, blob.sliverBytes(pair.value(), axis), false);
            }
        }
    }

    SliverPairIndex pair(EncodedBlob blob, int shard) {
        return blob.id().pair(new ShardIndex(shard), config);
    }

    /// Keeps the codec's only thread busy until it is closed.
    AutoCloseable busyCodec() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        background.execute(() -> {
            try {
                codec.<Boolean, RuntimeException>await(_ -> {
                    begun.countDown();
                    return waitFor(hold);
                });
            } catch (CodecBusyException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        return hold::countDown;
    }

    /// Tasks that wait for the codec.
    int waitingForCodec() {
        return codec.waiting();
    }

    /// Fills the codec's threads and its queue until it is closed.
    AutoCloseable holdCodec() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        int count = codecThreads + CodecPool.DEFAULT_QUEUE;
        for (int i = 0; i < count; i++) {
            background.execute(() -> {
                try {
                    codec.<Boolean, RuntimeException>await(_ -> waitFor(hold));
                } catch (CodecBusyException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        await(() -> codec.waiting() == CodecPool.DEFAULT_QUEUE);
        return () -> {
            hold.countDown();
            await(() -> codec.waiting() == 0);
        };
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /// Waits until every event is recorded and looked at.
    void settle() throws Exception {
        await(() -> {
            long last = records.recordedEvents();
            return node.snapshot().isCurrent()
                    && last == transactions
                    && node.snapshot().epoch().isPresent();
        });
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /// What a call is refused with; an assertion error if it is not.
    static ApiError refusal(Callable<?> call) throws Exception {
        try {
            Object answer = call.call();
            throw new AssertionError("answered " + answer);
        } catch (RefusedException refused) {
            return refused.error();
        }
    }

    @Override
    public void close() throws Exception {
        if (node != null) {
            node.close();
            codec.close();
        }
        timer.shutdownNow();
        background.shutdownNow();
    }
}
