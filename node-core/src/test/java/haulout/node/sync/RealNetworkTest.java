// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerException;
import haulout.client.Registration;
import haulout.client.RemoteNode;
import haulout.client.RemotePresence;
import haulout.client.UploadBody;
import haulout.client.UploadOutcome;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.redstuff.Kernels;
import haulout.redstuff.SymbolId;
import haulout.store.SliverKey;
import haulout.testing.EncodedBlob;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.CertificateCollector;
import haulout.wire.CertificateVerdict;
import haulout.wire.MessageVerdict;
import haulout.wire.NodeHealth;
import haulout.wire.ProtocolMessage;
import haulout.wire.SigningCommittee;
import haulout.wire.SliverFormat;
import haulout.wire.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real nodes, real HTTPS: what one of them lacks comes from the others.
@Timeout(300)
class RealNetworkTest {
    private final Random random = TestSeed.random("RealNetworkTest", 77);
    private RealNetwork network;

    @BeforeEach
    void open() throws Exception {
        network = new RealNetwork(random, 2, 2, 2, 2, 2);
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            TimeUnit.MILLISECONDS.sleep(3);
        }
    }

    private RealNetwork.Peer peer(int index) {
        return network.peers.get(index);
    }

    private SigningCommittee signing() {
        return new SigningCommittee(
                network.committee().epoch(),
                network.committee().members().stream()
                        .map(member ->
                                new SigningCommittee.Member(
                                        member.publicKey(), member.shards().size()))
                        .toList());
    }

    @Test
    void aClientUsesEveryRoute() throws Exception {
        EncodedBlob blob = network.encode(3000);
        BlobId blobId = blob.metadata().blobId();
        RemoteNode node = peer(1).remote();
        ShardIndex shard = peer(1).shards().getFirst();
        SliverPairIndex pair = blobId.pair(shard, network.config);
        assertEquals(new BlobStatus.Nonexistent(), node.status(blobId));
        assertTrue(
                assertThrows(
                                PeerException.class,
                                () -> node.putMetadata(blob.metadata(), Registration.DONE))
                        .isRefusal(ApiError.NOT_REGISTERED));
        ObjectId object = network.register(blob);
        await(() -> node.status(blobId) instanceof BlobStatus.Permanent);
        assertEquals(RemotePresence.NONEXISTENT, node.metadataPresence(blobId));
        assertEquals(UploadOutcome.STORED, node.putMetadata(blob.metadata(), Registration.DONE));
        assertEquals(
                UploadOutcome.ALREADY_THERE, node.putMetadata(blob.metadata(), Registration.DONE));
        assertEquals(RemotePresence.STORED, node.metadataPresence(blobId));
        assertEquals(
                blob.metadata().metadata(),
                node.metadata(blobId).verify(network.config, Kernels.scalar().hash()).metadata());
        assertTrue(
                assertThrows(
                                PeerException.class,
                                () ->
                                        node.confirmation(
                                                blobId,
                                                BlobPersistence.PERMANENT,
                                                Optional.of(Duration.ofMillis(10))))
                        .isRefusal(ApiError.MISSING_SLIVERS));
        byte[] sliver = blob.sliverBytes(pair, Axis.PRIMARY);
        assertEquals(RemotePresence.NONEXISTENT, node.sliverPresence(blobId, pair, Axis.PRIMARY));
        assertEquals(
                UploadOutcome.STORED,
                node.putSliver(
                        blobId, pair, Axis.PRIMARY, UploadBody.of(sliver), Registration.DONE));
        assertEquals(RemotePresence.STORED, node.sliverPresence(blobId, pair, Axis.PRIMARY));
        assertArrayEquals(
                sliver, SliverFormat.encode(node.sliver(blob.metadata(), pair, Axis.PRIMARY)));
        PeerException wrong =
                assertThrows(
                        PeerException.class,
                        () ->
                                node.putSliver(
                                        blobId,
                                        pair,
                                        Axis.SECONDARY,
                                        UploadBody.of(sliver),
                                        Registration.DONE));
        assertInstanceOf(PeerException.Kind.Refused.class, wrong.kind());
        for (RealNetwork.Peer each : network.peers) {
            network.upload(blob, each);
        }
        collectConfirmations(blobId);
        SliverIndex target = new SliverIndex(0);
        assertEquals(2, node.recoverySymbols(blob.metadata(), target, Axis.PRIMARY).size());
        SliverIndex column = pair.sliver(Axis.SECONDARY, network.config);
        SymbolId id = new SymbolId(target, column);
        var byPlace =
                node.recoverySymbols(blob.metadata(), List.of(id), Optional.of(Axis.SECONDARY));
        assertEquals(List.of(id), byPlace.stream().map(symbol -> symbol.id()).toList());
        var decoding =
                node.decodingSymbols(
                        blob.metadata(), List.of(target, new SliverIndex(1)), Axis.PRIMARY);
        assertEquals(2, decoding.size());
        assertEquals(2, decoding.get(target).size());
        network.certify(blob, object);
        await(() ->
                node.status(blobId) instanceof BlobStatus.Permanent status && status.isCertified());
        NodeHealth health = node.health();
        assertEquals(new Epoch(1), health.epoch());
        assertEquals(peer(1).key.publicKey(), health.publicKey());
        assertEquals(2, health.owned().size());
    }

    private void collectConfirmations(BlobId blobId) throws Exception {
        ProtocolMessage message =
                new ProtocolMessage.StorageConfirmation(
                        new Epoch(1), blobId, BlobPersistence.PERMANENT);
        CertificateCollector collector =
                new CertificateCollector(signing(), message, Threshold.QUORUM);
        for (RealNetwork.Peer each : network.peers) {
            assertInstanceOf(
                    MessageVerdict.Accepted.class,
                    collector.offer(
                            each.index,
                            each.remote()
                                    .confirmation(
                                            blobId, BlobPersistence.PERMANENT, Optional.empty())));
        }
        assertEquals(10, collector.weight());
    }

    @Test
    void aNodeThatWasAwayCatchesUp() throws Exception {
        network.store(network.encode(500));
        peer(0).stop();
        List<EncodedBlob> missed = new ArrayList<>();
        for (int size : new int[] {0, 700, 30_000}) {
            missed.add(network.encode(size));
            network.store(missed.getLast());
        }
        peer(0).start();
        for (EncodedBlob blob : missed) {
            await(() -> peer(0).has(blob));
        }
        await(() -> peer(0).sync().blobs().count() == 0);
    }

    @Test
    void aWipedNodeRebuilds() throws Exception {
        List<EncodedBlob> blobs = new ArrayList<>();
        for (int size : new int[] {1, 900, 20_000}) {
            blobs.add(network.encode(size));
            network.store(blobs.getLast());
        }
        peer(0).stop();
        peer(0).wipe();
        peer(0).start();
        for (EncodedBlob blob : blobs) {
            await(() -> peer(0).has(blob));
        }
    }

    @Test
    void damagedSliversAreMended() throws Exception {
        EncodedBlob blob = network.encode(5000);
        network.store(blob);
        await(() -> peer(0).has(blob));
        await(() -> peer(0).sync().blobs().count() == 0);
        for (Axis axis : Axis.values()) {
            peer(0).slivers
                    .lose(
                            new SliverKey(
                                    blob.metadata().blobId(), peer(0).shards().getFirst(), axis));
        }
        await(() -> peer(0).has(blob));
    }

    @Test
    void aShardMoves() throws Exception {
        List<EncodedBlob> blobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            blobs.add(network.encode(100 * i));
            network.store(blobs.getLast());
        }
        for (RealNetwork.Peer peer : network.peers) {
            await(() -> peer.sync().blobs().count() == 0 && peer.has(blobs.getLast()));
        }
        network.move(peer(1).shards().getFirst(), 0);
        for (EncodedBlob blob : blobs) {
            await(() -> peer(0).has(blob));
        }
        await(() ->
                network.chain.syncedEpochs().stream().filter(new Epoch(2)::equals).count()
                        == network.peers.size());
    }

    @Test
    void aShardIsRebuiltWhenItsHolderIsGone() throws Exception {
        List<EncodedBlob> blobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            blobs.add(network.encode(100 * i));
            network.store(blobs.getLast());
        }
        ShardIndex shard = peer(1).shards().getFirst();
        peer(1).stop();
        network.move(shard, 0);
        await(() -> peer(0).sync().snapshot().shardCount() == 1);
        for (EncodedBlob blob : blobs) {
            await(() -> {
                network.clock.advance(Duration.ofHours(1));
                return peer(0).has(blob);
            });
        }
        await(() -> network.chain.syncedEpochs().contains(new Epoch(2)));
    }

    @Test
    void nothingFromALiarIsStored() throws Exception {
        peer(4).api().isLying = true;
        peer(0).stop();
        List<EncodedBlob> blobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            blobs.add(network.encode(1000 * i));
            network.store(blobs.getLast());
        }
        peer(0).start();
        for (EncodedBlob blob : blobs) {
            await(() -> peer(0).has(blob));
        }
    }

    @Test
    void onlyLiarsAreOfNoUse() throws Exception {
        peer(0).stop();
        EncodedBlob blob = network.encode(1000);
        network.store(blob);
        for (int i = 1; i < 5; i++) {
            peer(i).api().isLying = true;
        }
        peer(0).start();
        for (int i = 1; i < 5; i++) {
            RealNetwork.Peer liar = peer(i);
            await(() -> peer(0).sync().peers().lies(liar.id) > 0);
        }
        assertEquals(0, peer(0).slivers.count());
        assertTrue(!peer(0).slivers.metadata().contains(blob.metadata().blobId()));
        for (int i = 1; i < 5; i++) {
            peer(i).api().isLying = false;
        }
        network.clock.advance(Duration.ofMinutes(2));
        await(() -> peer(0).has(blob));
    }

    @Test
    void aLiarThatHoldsAShardIsFoundOut() throws Exception {
        List<EncodedBlob> blobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            blobs.add(network.encode(1000 * i));
            network.store(blobs.getLast());
        }
        for (RealNetwork.Peer peer : network.peers) {
            await(() -> peer.sync().blobs().count() == 0 && peer.has(blobs.getLast()));
        }
        peer(1).api().isLying = true;
        network.move(peer(1).shards().getFirst(), 0);
        // the other three have six symbols and the node itself two
        for (EncodedBlob blob : blobs) {
            await(() -> peer(0).has(blob));
        }
    }

    @Test
    void aWronglyEncodedBlobIsMarkedWithAQuorum() throws Exception {
        EncodedBlob wrong = wrongIn(peer(0).shards().getFirst());
        BlobId blobId = wrong.metadata().blobId();
        peer(4).api().isLying = true;
        // its writer leaves out the node that would notice
        network.store(wrong, 0);
        await(() -> network.invalidated.containsKey(blobId));
        CertificateVerdict verdict =
                network.invalidated.get(blobId).verify(signing(), Threshold.QUORUM);
        assertInstanceOf(CertificateVerdict.Accepted.class, verdict);
        for (RealNetwork.Peer peer : network.peers) {
            await(() -> peer.remote().status(blobId) instanceof BlobStatus.Invalid);
            await(() -> peer.sync().blobs().count() == 0);
        }
    }

    private EncodedBlob wrongIn(ShardIndex shard) {
        while (true) {
            EncodedBlob honest = network.encode(900);
            for (int index = 0; index < network.config.shardCount(); index++) {
                EncodedBlob wrong = honest.withWrongHash(Axis.SECONDARY, new SliverIndex(index));
                SliverIndex inShard =
                        wrong.metadata()
                                .blobId()
                                .pair(shard, network.config)
                                .sliver(Axis.SECONDARY, network.config);
                if (inShard.value() == index) {
                    return wrong;
                }
            }
        }
    }
}
