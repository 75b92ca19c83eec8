// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import static haulout.node.sync.SyncNetwork.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerException.Kind;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.node.Committees;
import haulout.node.ShardSync;
import haulout.node.SyncOutcome;
import haulout.redstuff.Sliver;
import haulout.store.SliverKey;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.SyncedSliver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ShardSyncTest {
    private static final int AWAY = 0;

    private final Random random = TestSeed.random("ShardSyncTest", 20_301);
    // five nodes with two shards each: f = 3, so one of them may be away, or lie
    private final SyncNetwork network = new SyncNetwork(random, 2, 2, 2, 2, 2);

    @AfterEach
    void close() {
        network.close();
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
        network.blobs(10, 50);
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
        network.blobs(6, 40_000);
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
        network.blobs(10, 50);
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
        network.blobs(12, 50);
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
    void aBlobWhoseMetadataAreOnADriveThatIsAwayDoesNotHinderTheOthers() throws Exception {
        network.blobs(10, 50);
        ShardIndex shard = moving();
        NodeSync sync = moved();
        List<BlobId> ids = List.copyOf(network.certified.keySet());
        network.nodes.get(AWAY).metadataAway.addAll(List.of(ids.get(0), ids.get(5)));
        Heard heard = sync(sync, shard);
        await(heard.done);
        assertEquals(1, heard.recovering.get());
        assertTrue(network.isComplete(AWAY));
        assertTrue(network.remotes.get(1).syncRequests.size() > 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBugInTheFetchingOfAShardDoesNotEndIt(boolean isError) throws Exception {
        network.blobs(3, 50);
        ShardIndex shard = moving();
        NodeSync sync = moved();
        AtomicInteger lists = new AtomicInteger();
        network.nodes.get(AWAY).onList =
                () -> {
                    int count = lists.incrementAndGet();
                    if (count == 2 && isError) {
                        throw new OutOfMemoryError("made by a test");
                    }
                    if (count == 2) {
                        throw new IllegalStateException("a bug that a test makes");
                    }
                };
        await(sync(sync, shard).done);
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void holdersThatAreAwayDoNotKeepOthersFromGiving() throws Exception {
        network.blobs(4, 50);
        Committee before = network.committees.current();
        List<List<ShardIndex>> owned = new ArrayList<>();
        before.members().forEach(member -> owned.add(new ArrayList<>(member.shards())));
        List<ShardIndex> shards = new ArrayList<>();
        for (int holder = 1; holder <= 3; holder++) {
            shards.add(owned.get(holder).removeFirst());
        }
        owned.get(AWAY).addAll(shards);
        network.committees = new Committees(network.committee(6, owned), Optional.of(before), true);
        NodeSync sync = network.sync(AWAY);
        // as many as are fetched at a time
        assertEquals(2, network.limits().shards());
        List<Heard> heard = new ArrayList<>();
        for (int holder = 1; holder <= 2; holder++) {
            network.remotes.get(holder).syncFailure = Optional.of(new Kind.Unreachable());
            heard.add(sync(sync, shards.get(holder - 1)));
        }
        await(() -> network.pauses.size() > 10);
        await(sync(sync, shards.get(2)).done);
        for (int holder = 1; holder <= 2; holder++) {
            assertFalse(heard.get(holder - 1).done.isDone());
            network.remotes.get(holder).syncFailure = Optional.empty();
        }
        for (Heard each : heard) {
            await(each.done);
            assertEquals(0, each.recovering.get());
        }
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void aHolderThatGivesTheWrongSliversIsLeft() throws Exception {
        network.blobs(12, 50);
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
        network.blobs(12, 50);
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
        network.blobs(5, 50);
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
        network.blobs(5, 50);
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
        network.blobs(5, 50);
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
        network.blobs(5, 50);
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
        network.blobs(5, 50);
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
