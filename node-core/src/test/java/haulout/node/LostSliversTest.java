// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.await;
import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.ledger.ChainEvent;
import haulout.store.SliverKey;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of slivers and metadata that the drives have lost.
@Timeout(180)
class LostSliversTest {
    private NodeHarness harness;
    private EncodedBlob blob;
    private ObjectId object;

    @BeforeEach
    void start() throws Exception {
        Random random = TestSeed.random("LostSliversTest", 3);
        harness = new NodeHarness(10, random);
        blob = EncodedBlob.of(harness.config, random, 1000);
        object = harness.object();
        harness.begin(harness.committee(1, range(0, 3), range(3, 10)));
        harness.start();
        harness.settle();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private void store(EncodedBlob stored, long end, boolean isCertified) throws Exception {
        ObjectId its = stored == blob ? object : harness.object();
        harness.register(stored.id(), 1, end, true, its);
        harness.settle();
        harness.upload(stored, 0, 1, 2);
        if (isCertified) {
            harness.certify(stored.id(), 1, end, true, its);
            harness.settle();
            await(() -> harness.records.finishedEvents() == harness.records.recordedEvents());
        }
    }

    private static SliverKey key(EncodedBlob of, int shard) {
        return new SliverKey(of.id(), new ShardIndex(shard), Axis.SECONDARY);
    }

    private Optional<NodeAlert> alert() {
        return harness.node().snapshot().alerts().stream()
                .filter(alert -> alert.kind() == NodeAlert.Kind.SLIVERS_LOST)
                .findFirst();
    }

    @Test
    void lostMetadataAreFetchedAgain() throws Exception {
        store(blob, 5, true);
        assertFalse(harness.sync.isSyncing(blob.id()));
        harness.slivers.loseMetadata(blob.id());
        await(() -> harness.sync.isSyncing(blob.id()));
        await(() -> alert().isPresent() && harness.node().lostSlivers() == 1);
        harness.slivers.metadata().put(blob.metadata());
        await(() -> alert().isEmpty() && harness.node().lostSlivers() == 0);
    }

    @Test
    void whatIsLostOfABlobThatEndsIsForgotten() throws Exception {
        store(blob, 2, true);
        harness.slivers.lose(key(blob, 0));
        harness.slivers.lose(key(blob, 1));
        harness.slivers.loseMetadata(blob.id());
        await(() -> harness.node().lostSlivers() == 3);
        harness.begin(harness.committee(2, range(0, 3), range(3, 10)));
        await(() -> harness.slivers.lostCount() == 0);
        await(() -> alert().isEmpty() && harness.node().lostSlivers() == 0);
    }

    @Test
    void whatIsLostOfABlobThatIsDeletedIsForgotten() throws Exception {
        store(blob, 5, true);
        harness.slivers.lose(key(blob, 0));
        harness.slivers.loseMetadata(blob.id());
        await(() -> alert().isPresent());
        harness.delete(blob.id(), 1, 5, object, true);
        await(() -> harness.slivers.lostCount() == 0);
        await(() -> alert().isEmpty());
    }

    @Test
    void whatIsLostOfAShardThatGoesIsForgottenWithIt() throws Exception {
        store(blob, 9, true);
        harness.slivers.lose(key(blob, 0));
        await(() -> alert().isPresent());
        harness.begin(harness.committee(2, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        // it is not this node's any more to mend it
        await(() -> alert().isEmpty() && harness.node().lostSlivers() == 0);
        assertEquals(1, harness.slivers.lostCount());
        harness.event(new ChainEvent.EpochChangeDone(epoch(2)));
        harness.begin(harness.committee(3, range(1, 3), new int[] {0, 3, 4, 5, 6, 7, 8, 9}));
        await(() -> harness.slivers.lostCount() == 0);
    }

    @Test
    void whatMayStillBeConfirmedIsKeptAsItIs() throws Exception {
        EncodedBlob other = EncodedBlob.of(harness.config, harness.random, 700);
        store(blob, 5, false);
        store(other, 5, true);
        harness.slivers.lose(key(blob, 0));
        harness.slivers.lose(key(other, 1));
        await(() -> harness.sync.isSyncing(other.id()) && harness.node().lostSlivers() == 1);
        assertFalse(harness.sync.isSyncing(blob.id()));
        assertEquals(2, harness.slivers.lostCount());
        harness.certify(blob.id(), 1, 5, true, object);
        await(() -> harness.sync.isSyncing(blob.id()) && harness.node().lostSlivers() == 2);
    }

    @Test
    void manyThatAreLostDoNotHideTheOthers() throws Exception {
        List<BlobId> blobs = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            BlobId blobId = new BlobId(harness.hash());
            blobs.add(blobId);
            ObjectId its = harness.object();
            harness.register(blobId, 1, 5, true, its);
            harness.certify(blobId, 1, 5, true, its);
        }
        harness.settle();
        await(() -> blobs.stream().allMatch(harness.sync::isSyncing));
        // they were begun because nothing of them is here
        harness.sync.close();
        BlobId last = blobs.removeLast();
        for (BlobId blobId : blobs) {
            harness.slivers.lose(new SliverKey(blobId, new ShardIndex(0), Axis.PRIMARY));
        }
        harness.slivers.lose(new SliverKey(last, new ShardIndex(2), Axis.SECONDARY));
        await(() -> harness.sync.isSyncing(last));
        await(() -> harness.node().lostSlivers() == 2500);
    }
}
