// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerException.Kind;
import haulout.client.PeerException.Phase;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.node.ShardSync;
import haulout.node.SyncOutcome;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.CertificateVerdict;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SigningCommittee;
import haulout.wire.SyncedSliver;
import haulout.wire.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class NodeSyncTest {
    private static final int AWAY = 0;

    private final Random random = TestSeed.random("NodeSyncTest", 20_301);
    // five nodes with two shards each: f = 3, so one of them may be away, or lie
    private final SyncNetwork network = new SyncNetwork(random, 2, 2, 2, 2, 2);

    @AfterEach
    void close() {
        network.close();
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(120, TimeUnit.SECONDS);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(120)) {
                throw new TimeoutException("the condition does not come true");
            }
            Thread.sleep(2);
        }
    }

    private void wipe(int node) {
        network.nodes.get(node).slivers.clear();
        network.nodes.get(node).metadata.clear();
    }

    private static BlobId id(EncodedBlob blob) {
        return blob.metadata().blobId();
    }

    /// Listens to one shard.
    private static final class Heard implements ShardSync.Listener {
        private final AtomicInteger recovering = new AtomicInteger();
        private final CompletableFuture<ShardIndex> done = new CompletableFuture<>();

        @Override
        public void recovering(ShardIndex shard) {
            recovering.incrementAndGet();
        }

        @Override
        public void done(ShardIndex shard) {
            assertTrue(done.complete(shard), "told twice");
        }
    }

    @Test
    void aWipedNodeRebuildsEverything() throws Exception {
        for (int size : new int[] {0, 1, 500, 3000, 20_000}) {
            network.blob(size);
        }
        wipe(AWAY);
        NodeSync sync = network.sync(AWAY);
        for (BlobId blobId : network.certified.keySet()) {
            sync.blobs().start(blobId);
        }
        await(() -> sync.blobs().count() == 0);
        assertTrue(network.isComplete(AWAY));
        assertEquals(5 * 4, sync.snapshot().sliversDone());
        assertEquals(0, sync.snapshot().blobCount());
    }

    @Test
    void aNodeThatWasAwayFetchesWhatItMissed() throws Exception {
        network.blob(100);
        EncodedBlob missed = network.blob(2000);
        for (SliverKey key : List.copyOf(network.nodes.get(AWAY).slivers.keySet())) {
            if (key.blobId().equals(id(missed))) {
                network.nodes.get(AWAY).slivers.remove(key);
            }
        }
        network.nodes.get(AWAY).metadata.remove(id(missed));
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(missed))));
        assertTrue(network.isComplete(AWAY));
        assertEquals(0, sync.blobs().count());
    }

    @Test
    void aBlobThatIsThereIsNotAskedFor() throws Exception {
        EncodedBlob blob = network.blob(100);
        assertEquals(SyncOutcome.COMPLETE, await(network.sync(AWAY).blobs().start(id(blob))));
        assertTrue(network.remotes.stream().allMatch(node -> node.symbolRequests.get() == 0));
        assertTrue(network.remotes.stream().allMatch(node -> node.metadataRequests.get() == 0));
    }

    @Test
    void ownSliversNeedNoNetwork() throws Exception {
        try (SyncNetwork alone = new SyncNetwork(random, 7)) {
            EncodedBlob blob = alone.blob(700);
            SliverKey lost = new SliverKey(id(blob), new ShardIndex(3), Axis.PRIMARY);
            alone.nodes.getFirst().slivers.remove(lost);
            alone.nodes
                    .getFirst()
                    .slivers
                    .remove(new SliverKey(id(blob), new ShardIndex(5), Axis.SECONDARY));
            assertEquals(SyncOutcome.COMPLETE, await(alone.sync(0).blobs().start(id(blob))));
            assertTrue(alone.isComplete(0));
        }
    }

    @Test
    void goesOnWhenPeersComeBack() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        for (FakeNode node : network.remotes) {
            node.failure = Optional.of(new Kind.Unreachable());
        }
        CompletableFuture<SyncOutcome> outcome = network.sync(AWAY).blobs().start(id(blob));
        await(() -> network.remotes.get(1).metadataRequests.get() > 3);
        assertFalse(outcome.isDone());
        for (FakeNode node : network.remotes) {
            node.failure = Optional.empty();
        }
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void metadataThatDoNotVerifyAreNotStored() throws Exception {
        EncodedBlob blob = network.blob(900);
        VerifiedBlobMetadata other = EncodedBlob.of(network.config, 900, 1).metadata();
        wipe(AWAY);
        for (int i = 1; i < 4; i++) {
            network.remotes.get(i).metadataLie = _ -> other.metadata().claimedAs(id(blob));
        }
        NodeSync sync = network.sync(AWAY);
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        await(() -> !network.nodes.get(AWAY).metadata.isEmpty());
        // until then the liars are asked for nothing, and the honest one has too few symbols
        network.clock.advance(Duration.ofMinutes(2));
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
        assertTrue(network.isComplete(AWAY));
        assertEquals(1, network.nodes.get(AWAY).metadata.size());
    }

    private static List<GeneralRecoverySymbol> spoilt(List<GeneralRecoverySymbol> symbols) {
        return symbols.stream()
                .map(symbol -> {
                    DecodingSymbol before = symbol.proven().symbol();
                    byte[] bytes = new byte[before.symbolBytes()];
                    before.symbol().get(bytes);
                    bytes[0] ^= 1;
                    return new GeneralRecoverySymbol(
                            new RecoverySymbol(
                                    new DecodingSymbol(before.target(), before.source(), bytes),
                                    symbol.proven().path()),
                            symbol.target());
                })
                .toList();
    }

    @Test
    void wrongSymbolsDoNotHinderWhatTheOthersCanGive() throws Exception {
        // a primary sliver of 10 shards takes 7 symbols: three honest peers and two own shards
        EncodedBlob blob = network.blob(900);
        SliverKey lost =
                new SliverKey(id(blob), network.nodes.get(AWAY).owned().getFirst(), Axis.PRIMARY);
        network.nodes.get(AWAY).slivers.remove(lost);
        network.remotes.get(1).symbolLie = NodeSyncTest::spoilt;
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void nothingIsStoredFromLiarsAndTheyAreRemembered() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        for (int i = 1; i < 5; i++) {
            network.remotes.get(i).symbolLie = NodeSyncTest::spoilt;
        }
        NodeSync sync = network.sync(AWAY);
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        await(() ->
                network.nodes.stream().skip(1).allMatch(node -> sync.peers().lies(node.id) > 0));
        int asked = network.remotes.get(1).symbolRequests.get();
        assertFalse(outcome.isDone());
        assertTrue(network.nodes.get(AWAY).slivers.isEmpty());
        assertTrue(sync.peers().isAvoided(network.nodes.get(1).id));
        for (int i = 1; i < 5; i++) {
            network.remotes.get(i).symbolLie = symbols -> symbols;
        }
        // some rounds in which nobody may be asked
        int looks = network.nodes.get(AWAY).looks.get();
        await(() -> network.nodes.get(AWAY).looks.get() > looks + 5);
        // one for each sliver may have been under way
        assertTrue(network.remotes.get(1).symbolRequests.get() <= asked + 4);
        assertFalse(outcome.isDone());
        network.clock.advance(Duration.ofMinutes(2));
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
        assertTrue(network.isComplete(AWAY));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aWronglyEncodedBlobEndsInACertificateOfAQuorum(Axis axis) throws Exception {
        ShardIndex shard = network.nodes.get(AWAY).owned().getFirst();
        EncodedBlob honest = EncodedBlob.of(network.config, 900, random.nextLong());
        // which shard a pair belongs to depends on the blob ID, and that on the lie
        EncodedBlob wrong = null;
        for (int index = 0; wrong == null; index++) {
            EncodedBlob candidate = honest.withWrongHash(axis, new SliverIndex(index));
            SliverIndex inShard =
                    id(candidate).pair(shard, network.config).sliver(axis, network.config);
            if (inShard.value() == index) {
                wrong = candidate;
            } else if (index == network.config.shardCount() - 1) {
                honest = EncodedBlob.of(network.config, 900, random.nextLong());
                index = -1;
            }
        }
        network.spread(wrong);
        network.nodes.get(AWAY).slivers.clear();
        // one whose word does not count
        network.remotes.get(2).attestationLie =
                word -> SignedMessage.sign(message(word), network.nodes.get(3).key);
        NodeSync sync = network.sync(AWAY);
        BlobId blobId = id(wrong);
        assertEquals(SyncOutcome.CANCELLED, await(sync.blobs().start(blobId)));
        CertificateVerdict verdict =
                network.invalidated.get(blobId).verify(signing(), Threshold.QUORUM);
        CertificateVerdict.Accepted accepted =
                assertInstanceOf(CertificateVerdict.Accepted.class, verdict);
        assertEquals(
                new ProtocolMessage.InvalidBlobId(network.committees.epoch(), blobId),
                accepted.message());
        assertFalse(network.invalidated.get(blobId).signers().contains(2));
    }

    private static ProtocolMessage message(SignedMessage word) {
        try {
            return ProtocolMessage.decode(word.message());
        } catch (haulout.core.WireFormatException e) {
            throw new AssertionError(e);
        }
    }

    private SigningCommittee signing() {
        return new SigningCommittee(
                network.committees.epoch(),
                network.committees.current().members().stream()
                        .map(member ->
                                new SigningCommittee.Member(
                                        member.publicKey(), member.shards().size()))
                        .toList());
    }

    @Test
    void aBlobThatEndsIsGivenUp() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        for (FakeNode node : network.remotes) {
            node.failure = Optional.of(new Kind.Unreachable());
        }
        CompletableFuture<SyncOutcome> outcome = network.sync(AWAY).blobs().start(id(blob));
        await(() -> network.remotes.get(1).metadataRequests.get() > 0);
        network.certified.clear();
        assertEquals(SyncOutcome.CANCELLED, await(outcome));
    }

    @Test
    void cancellingEndsItAtOnce() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        for (FakeNode node : network.remotes) {
            node.failure = Optional.of(new Kind.TimedOut(Phase.WHOLE, Duration.ofSeconds(5)));
        }
        NodeSync sync = network.sync(AWAY);
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        CompletableFuture<SyncOutcome> joined = sync.blobs().start(id(blob));
        assertEquals(1, sync.blobs().count());
        await(() -> network.remotes.get(1).metadataRequests.get() > 0);
        sync.blobs().cancel(id(blob));
        assertEquals(SyncOutcome.CANCELLED, await(outcome));
        assertEquals(SyncOutcome.CANCELLED, await(joined));
        assertEquals(0, sync.blobs().count());
    }

    @Test
    void aBrokenDriveIsTriedAgain() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        network.nodes.get(AWAY).isBroken = true;
        CompletableFuture<SyncOutcome> outcome = network.sync(AWAY).blobs().start(id(blob));
        await(() -> network.remotes.get(1).metadataRequests.get() > 1);
        assertFalse(outcome.isDone());
        network.nodes.get(AWAY).isBroken = false;
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
    }

    @Test
    void aBlobThatIsBeingUploadedIsLeftAloneForAWhile() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        var last = network.clock.instant();
        AtomicInteger asked = new AtomicInteger();
        SyncLimits limits =
                network.limits().deferring(Duration.ofMillis(10), Duration.ofMinutes(1));
        NodeSync sync =
                network.sync(
                        AWAY,
                        limits,
                        _ -> {
                            asked.incrementAndGet();
                            return Optional.of(last);
                        });
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        await(() -> asked.get() > 3);
        assertFalse(outcome.isDone());
        assertEquals(0, network.remotes.get(1).metadataRequests.get());
        network.clock.advance(Duration.ofMillis(11));
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
    }

    @Test
    void anUploadThatNeverEndsIsNotWaitedForForEver() throws Exception {
        EncodedBlob blob = network.blob(900);
        wipe(AWAY);
        AtomicInteger asked = new AtomicInteger();
        SyncLimits limits =
                network.limits().deferring(Duration.ofMillis(10), Duration.ofMillis(50));
        NodeSync sync =
                network.sync(
                        AWAY,
                        limits,
                        _ -> {
                            asked.incrementAndGet();
                            return Optional.of(network.clock.instant());
                        });
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        await(() -> asked.get() > 3);
        assertFalse(outcome.isDone());
        network.clock.advance(Duration.ofMillis(51));
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
    }

    @Test
    void aNewMemberGetsAllMetadata() throws Exception {
        for (int i = 0; i < 30; i++) {
            network.blob(10 + i);
        }
        wipe(AWAY);
        network.remotes.get(1).failure = Optional.of(new Kind.Unreachable());
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.metadata().start(new Epoch(6))));
        assertEquals(30, network.nodes.get(AWAY).metadata.size());
        assertTrue(network.nodes.get(AWAY).slivers.isEmpty());
    }

    private ShardIndex moving() {
        return network.nodes.get(1).owned().getFirst();
    }

    private NodeSync moved() {
        ShardIndex shard = moving();
        network.move(shard, AWAY);
        return network.sync(AWAY, network.limits().asking(4, 1 << 20), UploadActivity.NONE);
    }

    private Heard sync(NodeSync sync, ShardIndex shard) {
        Heard heard = new Heard();
        sync.shards().start(shard, network.committees.epoch(), heard);
        return heard;
    }

    @Test
    void aShardMoves() throws Exception {
        for (int i = 0; i < 10; i++) {
            network.blob(10 + 100 * i);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        Heard heard = sync(sync, shard);
        assertEquals(shard, await(heard.done));
        assertTrue(network.isComplete(AWAY));
        assertEquals(0, heard.recovering.get());
        // ten slivers on each axis, four at a time
        assertEquals(6, network.remotes.get(1).syncRequests.size());
        assertTrue(network.remotes.stream().allMatch(node -> node.symbolRequests.get() == 0));
        assertEquals(0, sync.shards().progress().shardCount());
    }

    @Test
    void aShardGoesOnWhereItStopped() throws Exception {
        for (int i = 0; i < 10; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        MemoryHoldings node = network.nodes.get(AWAY);
        List<BlobId> ids = List.copyOf(network.certified.keySet());
        for (BlobId blobId : ids.subList(0, 6)) {
            SliverKey key = new SliverKey(blobId, shard, Axis.PRIMARY);
            node.slivers.put(key, network.expected(key));
        }
        node.setLastSynced(shard, Axis.PRIMARY, ids.get(5));
        await(sync(sync, shard).done);
        assertEquals(ids.get(6), network.remotes.get(1).syncRequests.getFirst().startingBlobId());
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void requestsAreBoundedInBytes() throws Exception {
        for (int i = 0; i < 6; i++) {
            network.blob(40_000);
        }
        ShardIndex shard = moving();
        network.move(shard, AWAY);
        NodeSync sync =
                network.sync(AWAY, network.limits().asking(1000, 30_000), UploadActivity.NONE);
        await(sync(sync, shard).done);
        assertTrue(network.isComplete(AWAY));
        // a primary sliver of 40000 bytes has 10000: two fit, with their frames
        assertTrue(
                network.remotes.get(1).syncRequests.stream()
                        .filter(request -> request.axis() == Axis.PRIMARY)
                        .allMatch(request -> request.sliverCount() <= 3));
        assertTrue(network.remotes.stream().allMatch(node -> node.symbolRequests.get() == 0));
    }

    @Test
    void whatTheHolderSkipsIsRebuilt() throws Exception {
        for (int i = 0; i < 10; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        List<BlobId> ids = List.copyOf(network.certified.keySet());
        for (int i : new int[] {0, 4, 9}) {
            network.nodes.get(1).slivers.remove(new SliverKey(ids.get(i), shard, Axis.PRIMARY));
        }
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(1, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void whatIsWrongFromTheHolderIsRebuilt() throws Exception {
        for (int i = 0; i < 12; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).syncLie =
                items -> {
                    List<SyncedSliver> lies = new ArrayList<>(items);
                    if (!lies.isEmpty()) {
                        SyncedSliver first = lies.getFirst();
                        byte[] bytes = new byte[first.sliver().payloadBytes()];
                        first.sliver().payload().get(bytes);
                        bytes[3] ^= 4;
                        lies.set(
                                0,
                                new SyncedSliver(
                                        first.blobId(),
                                        new Sliver(
                                                first.sliver().axis(),
                                                first.sliver().index(),
                                                first.sliver().symbolBytes(),
                                                bytes)));
                    }
                    return lies;
                };
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(1, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
        assertTrue(sync.peers().lies(network.nodes.get(1).id) > 0);
    }

    @Test
    void aHolderThatGivesTheWrongSliversIsLeft() throws Exception {
        for (int i = 0; i < 12; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        // slivers of the right blobs, but of another shard
        network.remotes.get(1).syncLie =
                items ->
                        items.stream()
                                .map(item ->
                                        new SyncedSliver(
                                                item.blobId(),
                                                network.expected(
                                                        new SliverKey(
                                                                item.blobId(),
                                                                new ShardIndex(9),
                                                                item.sliver().axis()))))
                                .toList();
        await(sync(sync, shard).done);
        assertEquals(1, network.remotes.get(1).syncRequests.size());
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void aHolderThatBreaksTheOrderIsLeft() throws Exception {
        for (int i = 0; i < 12; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).syncLie =
                items ->
                        items.stream()
                                .sorted(Comparator.comparing(SyncedSliver::blobId).reversed())
                                .toList();
        await(sync(sync, shard).done);
        assertEquals(1, network.remotes.get(1).syncRequests.size());
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void aShardWhoseHolderIsGoneIsRebuiltWhenPatienceEnds() throws Exception {
        for (int i = 0; i < 5; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).failure = Optional.of(new Kind.Unreachable());
        network.onPause = () -> network.clock.advance(Duration.ofHours(1));
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(12, network.pauses.size());
        assertEquals(1, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "unauthorized", "unreachable"})
    void aHolderThatIsNotYetReadyIsAskedAgain(String how) throws Exception {
        for (int i = 0; i < 5; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).syncFailure =
                Optional.of(
                        switch (how) {
                            case "epoch" ->
                                    FakeNode.refused(
                                            ApiError.INVALID_EPOCH,
                                            Map.of("request_epoch", "6", "server_epoch", "5"));
                            case "unauthorized" ->
                                    FakeNode.refused(ApiError.REQUEST_UNAUTHORIZED, Map.of());
                            default -> new Kind.Unreachable();
                        });
        network.onPause =
                () -> {
                    if (network.pauses.size() == 3) {
                        network.remotes.get(1).syncFailure = Optional.empty();
                    }
                };
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(3, network.pauses.size());
        assertEquals(0, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "shard", "internal"})
    void otherRefusalsMeanRebuilding(String how) throws Exception {
        for (int i = 0; i < 5; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).syncFailure =
                Optional.of(
                        switch (how) {
                            case "epoch" ->
                                    FakeNode.refused(
                                            ApiError.INVALID_EPOCH,
                                            Map.of("request_epoch", "6", "server_epoch", "7"));
                            case "shard" -> FakeNode.refused(ApiError.SHARD_NOT_ASSIGNED, Map.of());
                            default -> FakeNode.refused(ApiError.INTERNAL, Map.of());
                        });
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(0, network.pauses.size());
        assertEquals(1, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void aShardIsRebuiltWithoutItsHolderIfThatIsWanted() throws Exception {
        for (int i = 0; i < 5; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        Heard heard = new Heard();
        sync.shards().recover(shard, network.committees.epoch(), heard);
        await(heard.done);
        assertTrue(network.isComplete(AWAY));
        assertEquals(0, network.remotes.get(1).syncRequests.size());
    }

    @Test
    void aCancelledShardIsNotHeardOfAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            network.blob(50);
        }
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).failure = Optional.of(new Kind.Unreachable());
        Heard heard = sync(sync, shard);
        await(() -> network.pauses.size() > 2);
        sync.shards().cancel(shard);
        int requests = network.remotes.get(1).syncRequests.size();
        network.remotes.get(1).failure = Optional.empty();
        await(() -> sync.shards().progress().shardCount() == 0);
        Heard again = sync(sync, shard);
        await(again.done);
        assertFalse(heard.done.isDone());
        assertTrue(network.remotes.get(1).syncRequests.size() > requests);
    }

    @Test
    void whatATransferBringsIsNotRebuilt() throws Exception {
        EncodedBlob blob = network.blob(50);
        ShardIndex shard = moving();
        NodeSync sync = moved();
        network.remotes.get(1).syncFailure = Optional.of(new Kind.Unreachable());
        Heard heard = sync(sync, shard);
        await(() -> !network.pauses.isEmpty());
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertTrue(network.remotes.stream().allMatch(node -> node.symbolRequests.get() == 0));
        network.remotes.get(1).syncFailure = Optional.empty();
        await(heard.done);
        assertTrue(network.isComplete(AWAY));
    }
}
