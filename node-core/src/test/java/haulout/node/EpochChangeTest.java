// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.await;
import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.ledger.ChainEvent;
import haulout.redstuff.Kernels;
import haulout.redstuff.SliverVerifier;
import haulout.store.BlobRecordStore;
import haulout.store.NodePhase;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpochChangeTest {
    private NodeHarness harness;
    private EncodedBlob blob;
    private ObjectId object;

    @BeforeEach
    void make() throws Exception {
        Random random = TestSeed.random("EpochChangeTest", 6);
        harness = new NodeHarness(10, random);
        blob = EncodedBlob.of(harness.config, random, 1000);
        object = harness.object();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private void startIn(long epoch, int[]... shards) throws Exception {
        harness.begin(harness.committee(epoch, shards));
        harness.start();
        harness.settle();
    }

    private ShardState state(int shard) {
        return harness.records.shards().stream()
                .filter(known -> known.shard().value() == shard)
                .map(ShardRecord::state)
                .findFirst()
                .orElse(ShardState.NONE);
    }

    private boolean isAttested(long epoch) {
        return harness.chain.syncedEpochs().contains(new Epoch(epoch));
    }

    private Accepted put(int shard) throws Exception {
        SliverPairIndex pair = harness.pair(blob, shard);
        return harness.node()
                .putSliver(
                        blob.id(),
                        pair,
                        Axis.PRIMARY,
                        blob.sliverBytes(pair.value(), Axis.PRIMARY),
                        false);
    }

    @Test
    void theFirstCommitteeHasItsShardsAtOnceAndSaysSo() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        await(() -> isAttested(1));
        assertEquals(ShardState.ACTIVE, state(2));
        assertEquals(NodePhase.ACTIVE, harness.node().snapshot().phase());
        assertEquals(1, harness.chain.syncedEpochs().size());
    }

    @Test
    void aLedgerWithoutEventsGivesItsCommitteeAsWell() throws Exception {
        harness.chain.put(harness.committee(4, range(0, 3), range(3, 10)));
        harness.chain.enter(epoch(4));
        harness.start();
        await(() -> isAttested(4));
        assertEquals(ShardState.ACTIVE, state(0));
    }

    @Test
    void gainedShardsAreFetchedAndLostOnesOnlyRead() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.register(blob.id(), 1, 9, false, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        harness.certify(blob.id(), 1, 9, false, object);
        // shard 0 goes, shard 3 comes
        harness.begin(harness.committee(2, range(1, 4), new int[] {0, 4, 5, 6, 7, 8, 9}));
        harness.settle();
        await(() -> harness.sync.isSyncing(3));
        assertEquals(ShardState.ACTIVE_SYNC, state(3));
        assertEquals(ShardState.LOCKED_TO_MOVE, state(0));
        assertFalse(isAttested(2));
        WriteAndReadTest.bytes(
                harness.node().sliver(blob.id(), harness.pair(blob, 0), Axis.PRIMARY));
        harness.slivers.delete(
                List.of(Pairs.key(blob.id(), harness.pair(blob, 0), Axis.PRIMARY, harness.config)));
        assertEquals(ApiError.SHARD_NOT_ASSIGNED, refusal(() -> put(0)));
        assertEquals(
                ApiError.MISSING_SLIVERS,
                refusal(() ->
                        harness.node()
                                .confirmation(
                                        blob.id(), BlobPersistence.PERMANENT, Optional.empty())));
        assertEquals(Accepted.STORED, put(3));
        harness.sync.listener(3).recovering(new ShardIndex(3));
        await(() -> state(3) == ShardState.ACTIVE_RECOVER);
        assertEquals(
                "inRecovery",
                harness.node().health(true).toJson().at("/shardDetail/owned/2/status").asText());
        harness.sync.finish(3);
        await(() -> isAttested(2));
        assertEquals(ShardState.ACTIVE, state(3));
        // the next change removes what was lost in the last one
        harness.event(new ChainEvent.EpochChangeDone(epoch(2)));
        harness.begin(harness.committee(3, range(1, 4), new int[] {0, 4, 5, 6, 7, 8, 9}));
        await(() -> isAttested(3) && state(0) == ShardState.NONE);
        assertFalse(harness.slivers.shards().contains(new ShardIndex(0)));
        assertEquals(List.of(epoch(1), epoch(2), epoch(3)), harness.chain.syncedEpochs());
    }

    @Test
    void aFetchGoesOnAfterARestartAndTheReportIsMadeOnce() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        await(() -> isAttested(1));
        harness.begin(harness.committee(2, range(1, 5), new int[] {0, 5, 6, 7, 8, 9}));
        harness.settle();
        await(() -> harness.sync.isSyncing(3) && harness.sync.isSyncing(4));
        harness.sync.listener(4).recovering(new ShardIndex(4));
        await(() -> state(4) == ShardState.ACTIVE_RECOVER);
        harness.stop();
        harness.start();
        await(() -> harness.sync.isSyncing(3) && harness.sync.isSyncing(4));
        assertEquals(List.of(new ShardIndex(4)), harness.sync.recovered);
        harness.sync.finish(3);
        harness.sync.finish(4);
        await(() -> isAttested(2));
        harness.stop();
        harness.start();
        harness.settle();
        assertEquals(List.of(epoch(1), epoch(2)), harness.chain.syncedEpochs());
    }

    @Test
    void aNewMemberFetchesAllMetadataFirst() throws Exception {
        startIn(1, new int[0], range(0, 10));
        assertEquals(NodePhase.STANDBY, harness.node().snapshot().phase());
        assertEquals("Standby", harness.node().health(false).nodeStatus());
        harness.begin(harness.committee(2, range(0, 2), range(2, 10)));
        await(() -> harness.sync.metadata.containsKey(epoch(2)));
        assertEquals("RecoverMetadata", harness.node().health(false).nodeStatus());
        assertFalse(harness.sync.isSyncing(0));
        harness.sync.metadata.get(epoch(2)).complete(SyncOutcome.COMPLETE);
        await(() -> harness.sync.isSyncing(0) && harness.sync.isSyncing(1));
        harness.sync.finish(0);
        harness.sync.finish(1);
        await(() -> isAttested(2));
        assertEquals(NodePhase.ACTIVE, harness.node().snapshot().phase());
    }

    @Test
    void aShardThatComesBackIsFetchedAgain() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.begin(harness.committee(2, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        await(() -> isAttested(2));
        harness.begin(harness.committee(3, range(0, 3), range(3, 10)));
        await(() -> harness.sync.isSyncing(0));
        assertEquals(ShardState.ACTIVE_SYNC, state(0));
        harness.begin(harness.committee(4, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        await(() -> state(0) == ShardState.LOCKED_TO_MOVE);
        await(() -> harness.sync.cancelledShards.contains(new ShardIndex(0)));
        await(() -> isAttested(4));
        assertFalse(isAttested(3));
    }

    @Test
    void aShardThatComesBackIsFetchedFromTheBeginning() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.begin(harness.committee(2, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        await(() -> isAttested(2));
        for (Axis axis : Axis.values()) {
            harness.records.setLastSynced(new ShardIndex(0), axis, blob.id());
            harness.records.setLastSynced(new ShardIndex(1), axis, blob.id());
        }
        harness.begin(harness.committee(3, range(0, 3), range(3, 10)));
        await(() -> harness.sync.isSyncing(0));
        for (Axis axis : Axis.values()) {
            assertEquals(
                    Optional.empty(), harness.sync.holdings.lastSynced(new ShardIndex(0), axis));
            assertEquals(
                    Optional.of(blob.id()),
                    harness.sync.holdings.lastSynced(new ShardIndex(1), axis));
        }
    }

    @Test
    void aBugInTheWorkAfterAnEventHoldsNothingUp() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.sync.bugs = 2;
        harness.register(blob.id(), 1, 20, false, object);
        harness.certify(blob.id(), 1, 20, false, object);
        // of the same blob, behind it
        harness.certify(blob.id(), 1, 20, false, object);
        harness.begin(harness.committee(2, range(0, 3), range(3, 10)));
        await(() -> isAttested(2));
        await(() -> {
            if (harness.sync.isSyncing(blob.id())) {
                harness.sync.finish(blob.id());
            }
            return harness.records.finishedEvents() == harness.records.recordedEvents();
        });
        assertEquals(0, harness.sync.bugs);
    }

    /// The records, before which something happens.
    private BlobRecordStore recordsBut(String method, ThrowingRunnable before) {
        return (BlobRecordStore)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {BlobRecordStore.class},
                        (_, called, arguments) -> {
                            if (called.getName().equals(method)) {
                                before.run();
                            }
                            try {
                                return called.invoke(harness.records, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    @Test
    void aNodeThatRunsOutOfMemoryOnceFollowsTheLedgerAllTheSame() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        harness.stand(
                recordsBut(
                        "apply",
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new OutOfMemoryError("made by a test");
                            }
                        }),
                harness.records);
        startIn(1, range(0, 3), range(3, 10));
        await(() -> isAttested(1));
        assertTrue(calls.get() > 1);
    }

    @Test
    void aCollectionThatIsBrokenOffIsGoneOnWith() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        harness.stand(
                recordsBut(
                        "blobs",
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                // the ledger has not been heard of for long
                                harness.now.updateAndGet(now -> now.plusSeconds(3600));
                            }
                        }),
                harness.records);
        SliverPairIndex pair = harness.pair(blob, 0);
        harness.slivers.put(
                Pairs.key(blob.id(), pair, Axis.PRIMARY, harness.config),
                blob.sliverBytes(pair.value(), Axis.PRIMARY));
        startIn(1, range(0, 3), range(3, 10));
        await(() -> harness.slivers.count() == 0);
    }

    @Test
    void aNodeThatMissedEpochsChecksEverythingBeforeItReports() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        await(() -> isAttested(1));
        harness.stop();
        harness.register(blob.id(), 1, 20, false, object);
        harness.certify(blob.id(), 1, 20, false, object);
        for (int epoch = 2; epoch < 6; epoch++) {
            harness.begin(harness.committee(epoch, range(0, 3), range(3, 10)));
        }
        harness.begin(harness.committee(6, range(1, 4), new int[] {0, 4, 5, 6, 7, 8, 9}));
        harness.start();
        await(() -> harness.sync.isSyncing(blob.id()));
        assertEquals("RecoveryInProgress (6)", harness.node().health(false).nodeStatus());
        assertEquals(ShardState.ACTIVE_RECOVER, state(3));
        assertEquals(ShardState.LOCKED_TO_MOVE, state(0));
        assertEquals(List.of(epoch(1)), harness.chain.syncedEpochs());
        harness.sync.finish(blob.id());
        await(() -> isAttested(6));
        assertEquals(ShardState.ACTIVE, state(3));
        assertEquals(NodePhase.ACTIVE, harness.node().snapshot().phase());
        assertEquals(List.of(epoch(1), epoch(6)), harness.chain.syncedEpochs());
    }

    @Test
    void whoJoinsWhenTheCommitteeBeforeIsForgottenFetchesItsShards() throws Exception {
        startIn(1, new int[0], range(0, 10));
        await(() -> harness.node().snapshot().phase() == NodePhase.STANDBY);
        harness.register(blob.id(), 1, 20, false, object);
        harness.certify(blob.id(), 1, 20, false, object);
        harness.settle();
        harness.stop();
        harness.begin(harness.committee(2, range(0, 2), range(2, 10)));
        harness.begin(harness.committee(3, range(0, 2), range(2, 10)));
        harness.chain.forget(epoch(1));
        harness.start();
        await(() -> harness.sync.isSyncing(0) && harness.sync.isSyncing(1));
        assertEquals(ShardState.ACTIVE_SYNC, state(0));
        assertFalse(isAttested(2) || isAttested(3));
        harness.sync.finish(0);
        harness.sync.finish(1);
        await(() -> isAttested(3));
    }

    @Test
    void whoHearsThatAnOldBlobIsKeptForLongerIsNotBehind() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.register(blob.id(), 1, 20, false, object);
        harness.certify(blob.id(), 1, 20, false, object);
        for (int epoch = 2; epoch < 6; epoch++) {
            int begun = epoch;
            harness.begin(harness.committee(epoch, range(0, 3), range(3, 10)));
            // who hears of the next epoch before it is done with this one is behind
            await(() -> isAttested(begun));
        }
        // it has the epoch of the first certification
        harness.event(
                new ChainEvent.BlobCertified(epoch(1), blob.id(), epoch(30), false, object, true));
        harness.settle();
        assertEquals(NodePhase.ACTIVE, harness.node().snapshot().phase());
        assertTrue(harness.node().snapshot().isCurrent());
    }

    @Test
    void aRecoveryThatARestartBreaksOffIsMadeAgain() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.stop();
        harness.register(blob.id(), 1, 20, false, object);
        harness.certify(blob.id(), 1, 20, false, object);
        for (int epoch = 2; epoch < 5; epoch++) {
            harness.begin(harness.committee(epoch, range(0, 3), range(3, 10)));
        }
        harness.start();
        await(() -> harness.sync.isSyncing(blob.id()));
        harness.stop();
        harness.start();
        await(() -> harness.sync.isSyncing(blob.id()));
        assertFalse(isAttested(4));
        harness.sync.finish(blob.id());
        await(() -> isAttested(4));
    }

    @Test
    void aBlobThatIsOverIsNotReadAndLaterDeleted() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        EncodedBlob stays = EncodedBlob.of(harness.config, harness.random, 500);
        harness.register(blob.id(), 1, 2, false, object);
        harness.register(blob.id(), 1, 2, true, harness.object());
        harness.register(stays.id(), 1, 3, true, harness.object());
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        harness.upload(stays, 0, 1, 2);
        assertEquals(12, harness.slivers.count());
        harness.begin(harness.committee(2, range(0, 3), range(3, 10)));
        harness.settle();
        assertEquals(
                ApiError.METADATA_NOT_FOUND, refusal(() -> harness.node().metadata(blob.id())));
        assertEquals(new BlobStatus.Nonexistent(), harness.node().status(blob.id()));
        await(() -> harness.slivers.count() == 6);
        await(() -> !harness.slivers.metadata().contains(blob.id()));
        await(() -> harness.records.record(blob.id()).isEmpty());
        assertTrue(harness.slivers.metadata().contains(stays.id()));
        harness.node().metadata(stays.id());
    }

    @Test
    void anInvalidBlobIsDeletedAndItsSyncCancelled() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.register(blob.id(), 1, 5, false, object);
        harness.settle();
        harness.upload(blob, 0);
        harness.certify(blob.id(), 1, 5, false, object);
        await(() -> harness.sync.isSyncing(blob.id()));
        var event = harness.event(new ChainEvent.InvalidBlobId(epoch(1), blob.id()));
        await(() -> harness.slivers.count() == 0);
        assertFalse(harness.sync.isSyncing(blob.id()));
        assertEquals(new BlobStatus.Invalid(event), harness.node().status(blob.id()));
        await(() -> harness.records.finishedEvents() == harness.records.recordedEvents());
    }

    @Test
    void whatWorkersStoreIsKeptOnlyWhileItIsWanted() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        Holdings holdings = harness.sync.holdings;
        SliverVerifier verifier = new SliverVerifier(harness.config, Kernels.scalar());
        var mine =
                verifier.verify(
                        blob.sliver(harness.pair(blob, 0).value(), Axis.PRIMARY), blob.metadata());
        var foreign =
                verifier.verify(
                        blob.sliver(harness.pair(blob, 5).value(), Axis.PRIMARY), blob.metadata());
        assertTrue(holdings.store(blob.metadata()).isEmpty());
        assertTrue(holdings.store(mine).isEmpty());
        harness.register(blob.id(), 1, 5, true, object);
        harness.settle();
        assertEquals(6, holdings.missing(blob.id()).size());
        assertTrue(holdings.store(blob.metadata()).isPresent());
        assertTrue(holdings.store(mine).isPresent());
        assertTrue(holdings.store(foreign).isEmpty());
        assertEquals(5, holdings.missing(blob.id()).size());
        assertTrue(holdings.certifiedSince(blob.id()).isEmpty());
        harness.certify(blob.id(), 1, 5, true, object);
        harness.settle();
        assertEquals(Optional.of(epoch(1)), holdings.certifiedSince(blob.id()));
        assertEquals(List.of(blob.id()), holdings.certifiedBefore(epoch(2), blob.id(), 5));
        assertEquals(List.of(), holdings.certifiedBefore(epoch(1), blob.id(), 5));
    }

    @Test
    void lostSliversAreFetchedAgain() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.register(blob.id(), 1, 5, true, object);
        harness.settle();
        harness.upload(blob, 0, 1, 2);
        harness.certify(blob.id(), 1, 5, true, object);
        harness.settle();
        harness.slivers.lose(
                Pairs.key(blob.id(), harness.pair(blob, 1), Axis.SECONDARY, harness.config));
        await(() -> harness.sync.isSyncing(blob.id()));
        await(() ->
                harness.node().snapshot().alerts().stream()
                        .anyMatch(alert -> alert.kind() == NodeAlert.Kind.SLIVERS_LOST));
    }

    @Test
    void anEventThatNobodyUnderstandsIsReported() throws Exception {
        startIn(1, range(0, 3), range(3, 10));
        harness.event(new ChainEvent.Notice(epoch(1), "PricesUpdated", harness.self().id()));
        harness.settle();
        assertTrue(harness.node().snapshot().alerts().isEmpty());
        harness.event(
                new ChainEvent.Notice(epoch(1), "ProtocolVersionUpdated", harness.self().id()));
        await(() ->
                harness.node().snapshot().alerts().stream()
                        .anyMatch(alert -> alert.kind() == NodeAlert.Kind.EVENT_NOT_UNDERSTOOD));
    }
}
