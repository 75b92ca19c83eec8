// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.await;
import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.ledger.ChainEvent;
import haulout.ledger.IndexedEvent;
import haulout.store.BlobRecord;
import haulout.store.MemoryRecords;
import haulout.store.RecordChanges;
import haulout.store.sqlite.Database;
import haulout.store.sqlite.SqliteBlobRecords;
import haulout.store.sqlite.SqliteNodeStates;
import haulout.testing.TestSeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that end at any moment and go on where they were.
class RestartTest {
    private static final int EVENTS = Boolean.getBoolean("haulout.long") ? 3000 : 300;

    @TempDir Path folder;

    private NodeHarness harness;
    private Random random;
    private final List<BlobId> blobs = new ArrayList<>();
    private final List<Living> living = new ArrayList<>();
    private long epoch = 1;

    /// An object that the script has made and not deleted.
    private record Living(
            BlobId blob, ObjectId object, long end, boolean deletable, boolean done) {}

    @AfterEach
    void stop() throws Exception {
        if (harness != null) {
            harness.close();
        }
    }

    private void script() {
        harness.begin(harness.committee(epoch, range(0, 3), range(3, 10)));
        for (int i = 0; i < 40; i++) {
            blobs.add(new BlobId(harness.hash()));
        }
        for (int i = 1; i < EVENTS; i++) {
            next();
        }
    }

    private void next() {
        int choice = random.nextInt(100);
        living.removeIf(object -> object.end() <= epoch);
        if (choice < 4) {
            epoch++;
            int from = random.nextInt(4);
            int[] others =
                    IntStream.range(0, 10)
                            .filter(shard -> shard < from || shard >= from + 3)
                            .toArray();
            harness.begin(harness.committee(epoch, range(from, from + 3), others));
        } else if (choice < 6) {
            harness.event(
                    new ChainEvent.InvalidBlobId(
                            epoch(epoch), blobs.get(random.nextInt(blobs.size()))));
        } else if (choice < 50 || living.isEmpty()) {
            Living object =
                    new Living(
                            blobs.get(random.nextInt(blobs.size())),
                            harness.object(),
                            epoch + 1 + random.nextInt(4),
                            random.nextBoolean(),
                            false);
            harness.register(
                    object.blob(), epoch, object.end(), object.deletable(), object.object());
            living.add(object);
        } else {
            Living object = living.remove(random.nextInt(living.size()));
            if (!object.done()) {
                harness.certify(
                        object.blob(), epoch, object.end(), object.deletable(), object.object());
                living.add(
                        new Living(
                                object.blob(),
                                object.object(),
                                object.end(),
                                object.deletable(),
                                true));
            } else if (object.deletable()) {
                harness.delete(object.blob(), epoch, object.end(), object.object(), true);
            } else {
                harness.event(new ChainEvent.EpochChangeDone(epoch(epoch)));
            }
        }
    }

    /// What the records should be: one event after another, without a node.
    private MemoryRecords expected() throws Exception {
        MemoryRecords records = new MemoryRecords();
        EventRecorder recorder = new EventRecorder(records);
        for (IndexedEvent event : harness.chain.events(0, Integer.MAX_VALUE, Duration.ZERO)) {
            if (event.event() instanceof ChainEvent.EpochChangeStart(var now)) {
                recorder.flush();
                for (var over : records.over(now, Integer.MAX_VALUE)) {
                    BlobRecord before = records.record(over.blobId()).orElseThrow();
                    records.apply(
                            new RecordChanges(
                                    recorder.recorded(),
                                    Map.of(
                                            over.blobId(),
                                            before.removed(over.kind(), over.isCertified())),
                                    Set.of(),
                                    Map.of(),
                                    Set.of(over.id())));
                }
            }
            recorder.add(event);
            recorder.flush();
        }
        return records;
    }

    private void assertSameRecords() throws Exception {
        MemoryRecords expected = expected();
        for (BlobId blob : blobs) {
            assertEquals(
                    expected.record(blob).filter(record -> !record.isEmpty()),
                    harness.recordStore().record(blob).filter(record -> !record.isEmpty()));
        }
    }

    private void finishSyncs() {
        Set<BlobId> open;
        synchronized (harness.sync) {
            open = new HashSet<>(harness.sync.blobs.keySet());
        }
        open.forEach(harness.sync::finish);
    }

    @Test
    void endsAtAnyWriteAndGoesOn() throws Exception {
        random = TestSeed.random("RestartTest.anyWrite", 11);
        harness = new NodeHarness(10, random);
        script();
        long total = harness.chain.events(0, Integer.MAX_VALUE, Duration.ZERO).size();
        for (int kill = 0; kill < 25; kill++) {
            harness.records.stopAfterWrites(1 + random.nextInt(12));
            harness.start();
            await(() -> harness.records.isStopped() || harness.records.recordedEvents() == total);
            if (random.nextBoolean()) {
                finishSyncs();
            }
            harness.stop();
        }
        harness.records.stopAfterWrites(Integer.MAX_VALUE);
        harness.start();
        await(() -> harness.recordStore().recordedEvents() == total);
        await(() -> {
            finishSyncs();
            return isThrough(total);
        });
        assertSameRecords();
        assertTrue(harness.chain.syncedEpochs().stream().allMatch(at -> at.value() <= epoch));
    }

    private boolean isThrough(long total) {
        return harness.records.finishedEvents() == total;
    }

    @Test
    void anEventWhoseWorkIsOpenIsWorkedOnAgain() throws Exception {
        random = TestSeed.random("RestartTest.open", 12);
        harness = new NodeHarness(10, random);
        harness.begin(harness.committee(1, range(0, 3), range(3, 10)));
        harness.start();
        BlobId blob = new BlobId(harness.hash());
        BlobId later = new BlobId(harness.hash());
        ObjectId object = harness.object();
        harness.register(blob, 1, 9, false, object);
        harness.certify(blob, 1, 9, false, object);
        harness.register(later, 1, 9, false, harness.object());
        await(() -> harness.sync.isSyncing(blob));
        harness.settle();
        await(() -> harness.node().snapshot().events().highestFinished().equals(Optional.of(3L)));
        await(() -> harness.records.finishedEvents() == 2);
        harness.stop();
        assertEquals(4, harness.records.recordedEvents());
        assertEquals(2, harness.records.finishedEvents());
        harness.start();
        await(() -> harness.sync.isSyncing(blob));
        harness.sync.finish(blob);
        await(() -> harness.records.finishedEvents() == 4);
        assertEquals(
                1,
                ((BlobRecord.Valid) harness.records.record(blob).orElseThrow())
                        .permanentTotal()
                        .orElseThrow()
                        .count());
    }

    @Test
    void aStoreThatFailsAtTimesLosesNothing() throws Exception {
        random = TestSeed.random("RestartTest.faults", 13);
        harness = new NodeHarness(10, random);
        script();
        long total = harness.chain.events(0, Integer.MAX_VALUE, Duration.ZERO).size();
        harness.start();
        await(() -> {
            harness.records.failWrites(random.nextInt(3));
            finishSyncs();
            return isThrough(total);
        });
        assertSameRecords();
    }

    @Test
    void theDatabaseGoesOnAsWell() throws Exception {
        random = TestSeed.random("RestartTest.database", 14);
        harness = new NodeHarness(10, random);
        script();
        long total = harness.chain.events(0, Integer.MAX_VALUE, Duration.ZERO).size();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 5; round++) {
                try (Database database = Database.open(folder.resolve("node.db"), writer)) {
                    SqliteBlobRecords records = new SqliteBlobRecords(database);
                    harness.stand(records, new SqliteNodeStates(database));
                    harness.start();
                    long goal = (round + 1) * total / 5;
                    await(() -> {
                        finishSyncs();
                        return records.finishedEvents() >= goal;
                    });
                    if (round == 4) {
                        assertSameRecords();
                    }
                    harness.stop();
                }
            }
        }
    }

    @Test
    void theIdAfterAnotherIsTheNextOne() {
        BlobId first = new BlobId(Hash32.ZERO);
        BlobId second = ShardDonor.after(first).orElseThrow();
        assertTrue(first.compareTo(second) < 0);
        byte[] last = new byte[32];
        Arrays.fill(last, (byte) 0xFF);
        assertEquals(Optional.empty(), ShardDonor.after(BlobId.of(last)));
        last[31] = 0;
        byte[] next = last.clone();
        next[31] = 1;
        assertEquals(Optional.of(BlobId.of(next)), ShardDonor.after(BlobId.of(last)));
    }
}
