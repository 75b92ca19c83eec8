// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import static haulout.node.sync.SyncNetwork.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerException.Kind;
import haulout.client.PeerException.Phase;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Misdeed;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.ledger.Committee;
import haulout.node.Committees;
import haulout.node.SyncOutcome;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.CertificateVerdict;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SigningCommittee;
import haulout.wire.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class BlobSyncTest {
    private static final int AWAY = 0;

    private final Random random = TestSeed.random("BlobSyncTest", 20_301);
    // five nodes with two shards each: f = 3, so one of them may be away, or lie
    private final SyncNetwork network = new SyncNetwork(random, 2, 2, 2, 2, 2);

    @AfterEach
    void close() {
        network.close();
    }

    private static BlobId id(EncodedBlob blob) {
        return blob.metadata().blobId();
    }

    @Test
    void aWipedNodeRebuildsEverything() throws Exception {
        for (int size : new int[] {0, 1, 500, 3000, 20_000}) {
            network.blob(size);
        }
        network.wipe(AWAY);
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

    /// A node gains a shard whose holder is away, of a network of ten shards in which three are.
    ///
    /// @param hasMoved whether two shards that move meanwhile are with their new holder only, or
    ///   with their old one only
    private void gainWhileOthersMove(int gaining, boolean hasMoved) throws Exception {
        try (SyncNetwork ten = new SyncNetwork(random, 2, 1, 1, 1, 1, 1, 1, 1, 1)) {
            EncodedBlob blob = ten.blob(700);
            Committee before = ten.committees.current();
            List<List<ShardIndex>> owned = new ArrayList<>();
            before.members().forEach(member -> owned.add(new ArrayList<>(member.shards())));
            owned.get(gaining).addAll(owned.set(1, new ArrayList<>()));
            owned.get(2).addAll(owned.get(0).subList(0, 2));
            owned.get(0).subList(0, 2).clear();
            owned.forEach(shards -> shards.sort(Comparator.comparingInt(ShardIndex::value)));
            for (SliverKey key : List.copyOf(ten.nodes.get(0).slivers.keySet())) {
                if (hasMoved) {
                    ten.nodes.get(2).slivers.put(key, ten.nodes.get(0).slivers.remove(key));
                }
            }
            ten.committees = new Committees(ten.committee(6, owned), Optional.of(before), true);
            for (int away : new int[] {1, 7, 8}) {
                ten.remotes.get(away).failure = Optional.of(new Kind.Unreachable());
            }
            assertEquals(SyncOutcome.COMPLETE, await(ten.sync(gaining).blobs().start(id(blob))));
            assertTrue(ten.isHonest(gaining));
        }
    }

    @Test
    void shardsThatAreGivenAwayStillHelpToRebuildAnother() throws Exception {
        gainWhileOthersMove(0, false);
    }

    @Test
    void shardsThatHaveMovedAreAskedForWhereTheyAreNow() throws Exception {
        gainWhileOthersMove(5, true);
    }

    @Test
    void goesOnWhenPeersComeBack() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
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
        network.wipe(AWAY);
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
        network.remotes.get(1).symbolLie = BlobSyncTest::spoilt;
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void nothingIsStoredFromLiarsAndTheyAreRemembered() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
        for (int i = 1; i < 5; i++) {
            network.remotes.get(i).symbolLie = BlobSyncTest::spoilt;
        }
        NodeSync sync = network.sync(AWAY);
        CompletableFuture<SyncOutcome> outcome = sync.blobs().start(id(blob));
        await(() ->
                network.nodes.stream().skip(1).allMatch(node -> sync.peers().lies(node.id) > 0));
        assertFalse(outcome.isDone());
        assertTrue(network.nodes.get(AWAY).slivers.isEmpty());
        assertTrue(sync.peers().isAvoided(network.nodes.get(1).id));
        for (int i = 1; i < 5; i++) {
            network.remotes.get(i).symbolLie = symbols -> symbols;
        }
        // they are still avoided, but there is nobody else
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void whoLiedIsNotAskedWhileTheOthersAreEnough() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.nodes
                .get(AWAY)
                .slivers
                .remove(
                        new SliverKey(
                                id(blob),
                                network.nodes.get(AWAY).owned().getFirst(),
                                Axis.PRIMARY));
        NodeSync sync = network.sync(AWAY);
        sync.peers().lied(network.nodes.get(1).id, Misdeed.SLIVER, "tested");
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
        assertEquals(0, network.remotes.get(1).symbolRequests.get());
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
        network.wipe(AWAY);
        for (FakeNode node : network.remotes) {
            node.failure = Optional.of(new Kind.Unreachable());
        }
        CompletableFuture<SyncOutcome> outcome = network.sync(AWAY).blobs().start(id(blob));
        await(() -> network.remotes.get(1).metadataRequests.get() > 0);
        network.certified.clear();
        assertEquals(SyncOutcome.CANCELLED, await(outcome));
    }

    @Test
    void whoAsksWhileItIsBeingGivenUpIsNotForgotten() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
        NodeSync sync = network.sync(AWAY);
        Epoch since = network.certified.remove(id(blob));
        CompletableFuture<CompletableFuture<SyncOutcome>> asked = new CompletableFuture<>();
        network.nodes.get(AWAY).afterLook =
                () -> {
                    if (network.certified.putIfAbsent(id(blob), since) == null) {
                        asked.complete(sync.blobs().start(id(blob)));
                    }
                };
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertEquals(SyncOutcome.COMPLETE, await(await(asked)));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void cancellingEndsItAtOnce() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
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
        network.wipe(AWAY);
        network.nodes.get(AWAY).isBroken = true;
        CompletableFuture<SyncOutcome> outcome = network.sync(AWAY).blobs().start(id(blob));
        await(() -> network.remotes.get(1).metadataRequests.get() > 1);
        assertFalse(outcome.isDone());
        network.nodes.get(AWAY).isBroken = false;
        assertEquals(SyncOutcome.COMPLETE, await(outcome));
    }

    @Test
    void whatLiesOnADriveThatIsAwayDoesNotHinderTheRest() throws Exception {
        EncodedBlob blob = network.blob(900);
        MemoryHoldings node = network.nodes.get(AWAY);
        for (Axis axis : Axis.values()) {
            node.slivers.remove(new SliverKey(id(blob), node.owned().getFirst(), axis));
            node.sliversAway.add(new SliverKey(id(blob), node.owned().getLast(), axis));
        }
        assertEquals(SyncOutcome.COMPLETE, await(network.sync(AWAY).blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void metadataOnADriveThatIsAwayAreFetchedToMendBy() throws Exception {
        EncodedBlob blob = network.blob(900);
        MemoryHoldings node = network.nodes.get(AWAY);
        node.slivers.clear();
        node.metadataAway.add(id(blob));
        assertEquals(SyncOutcome.COMPLETE, await(network.sync(AWAY).blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void metadataThatCannotBeReadDoNotHinderTheOthers() throws Exception {
        network.blobs(30, 50);
        network.wipe(AWAY);
        MemoryHoldings node = network.nodes.get(AWAY);
        node.metadataAway.add(network.certified.firstKey());
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.metadata().start(new Epoch(6))));
        assertEquals(30, node.metadata.size());
    }

    @Test
    void aBugInTheSearchForMetadataDoesNotEndIt() throws Exception {
        network.blobs(3, 50);
        network.wipe(AWAY);
        MemoryHoldings node = network.nodes.get(AWAY);
        AtomicInteger looks = new AtomicInteger();
        node.afterLook =
                () -> {
                    if (looks.incrementAndGet() == 2) {
                        throw new IllegalStateException("a bug that a test makes");
                    }
                };
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.metadata().start(new Epoch(6))));
        assertEquals(3, node.metadata.size());
    }

    @Test
    void aBugInTheMendingOfABlobDoesNotEndIt() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
        AtomicInteger looks = new AtomicInteger();
        network.nodes.get(AWAY).afterLook =
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new IllegalStateException("a bug that a test makes");
                    }
                };
        assertEquals(SyncOutcome.COMPLETE, await(network.sync(AWAY).blobs().start(id(blob))));
        assertTrue(network.isComplete(AWAY));
    }

    @Test
    void aBlobThatIsBeingUploadedIsLeftAloneForAWhile() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
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
        network.wipe(AWAY);
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
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        // after 0, 10, 20, 30, 40 and 50 ms
        assertEquals(6, asked.get());
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() throws Exception {
        EncodedBlob blob = network.blob(900);
        network.wipe(AWAY);
        var last = network.clock.instant();
        AtomicInteger asked = new AtomicInteger();
        SyncLimits limits =
                network.limits().deferring(Duration.ofMillis(10), Duration.ofMillis(50));
        NodeSync sync =
                network.sync(
                        AWAY,
                        limits,
                        _ -> {
                            if (asked.incrementAndGet() == 1) {
                                network.clock.advance(Duration.ofHours(-1));
                            }
                            return Optional.of(last);
                        });
        assertEquals(SyncOutcome.COMPLETE, await(sync.blobs().start(id(blob))));
        assertEquals(6, asked.get());
    }

    @Test
    void aNewMemberGetsAllMetadata() throws Exception {
        for (int i = 0; i < 30; i++) {
            network.blob(10 + i);
        }
        network.wipe(AWAY);
        network.remotes.get(1).failure = Optional.of(new Kind.Unreachable());
        NodeSync sync = network.sync(AWAY);
        assertEquals(SyncOutcome.COMPLETE, await(sync.metadata().start(new Epoch(6))));
        assertEquals(30, network.nodes.get(AWAY).metadata.size());
        assertTrue(network.nodes.get(AWAY).slivers.isEmpty());
    }
}
