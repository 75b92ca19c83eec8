// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.store.BlobObject;
import haulout.store.BlobRecord;
import haulout.store.MemoryRecords;
import haulout.store.NodePhase;
import haulout.store.NodeState;
import haulout.store.ObjectKind;
import haulout.store.RecordChanges;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.testing.TestSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database against the same stores in memory.
class SqliteRecordsTest {
    private static final int ROUNDS = 200;
    private static final int BLOBS = 30;

    @TempDir Path folder;

    private final Random random = TestSeed.random("SqliteRecordsTest", 7);
    private final List<BlobId> blobs = new ArrayList<>();
    private final List<ObjectId> objects = new ArrayList<>();

    private Hash32 hash() {
        return new Hash32(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Epoch epoch() {
        return new Epoch(random.nextInt(8));
    }

    private BlobRecord record() {
        BlobRecord record = BlobRecord.Valid.NONE;
        for (int i = random.nextInt(6); i > 0; i--) {
            ObjectKind kind = ObjectKind.values()[random.nextInt(3)];
            EventId event = new EventId(hash(), random.nextInt(5));
            record =
                    switch (random.nextInt(12)) {
                        case 0 -> record.invalidated(event);
                        case 1, 2, 3, 4 -> record.certified(kind, epoch(), event, epoch());
                        case 5 -> record.removed(kind, random.nextBoolean());
                        default -> record.registered(kind, epoch(), event);
                    };
        }
        return record;
    }

    private RecordChanges changes(long position) {
        Map<BlobId, BlobRecord> changed = new HashMap<>();
        Set<BlobId> removed = new HashSet<>();
        Map<ObjectId, BlobObject> changedObjects = new HashMap<>();
        Set<ObjectId> removedObjects = new HashSet<>();
        for (int i = random.nextInt(10); i >= 0; i--) {
            BlobId blob = blobs.get(random.nextInt(BLOBS));
            ObjectId object = objects.get(random.nextInt(BLOBS));
            if (random.nextInt(5) == 0) {
                removed.add(blob);
                changed.remove(blob);
                removedObjects.add(object);
                changedObjects.remove(object);
            } else {
                changed.put(blob, record());
                removed.remove(blob);
                removedObjects.remove(object);
                changedObjects.put(
                        object,
                        new BlobObject(
                                object,
                                blob,
                                ObjectKind.values()[random.nextInt(3)],
                                epoch(),
                                random.nextBoolean()));
            }
        }
        return new RecordChanges(position, changed, removed, changedObjects, removedObjects);
    }

    @Test
    void answersAsTheStoreInMemoryAndKeepsEverythingWhenReopened() throws Exception {
        for (int i = 0; i < BLOBS; i++) {
            blobs.add(new BlobId(hash()));
            objects.add(new ObjectId(hash()));
        }
        MemoryRecords memory = new MemoryRecords();
        Path file = folder.resolve("node.db");
        Database database = Database.open(file, Runnable::run);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                SqliteBlobRecords records = new SqliteBlobRecords(database);
                SqliteNodeStates states = new SqliteNodeStates(database);
                RecordChanges changes = changes(round + 1);
                records.apply(changes);
                memory.apply(changes);
                changeState(states, memory);
                if (random.nextInt(4) == 0) {
                    records.forgetEmpty(blobs.subList(0, 20));
                    memory.forgetEmpty(blobs.subList(0, 20));
                    records.setFinishedEvents(round);
                    memory.setFinishedEvents(round);
                }
                if (random.nextInt(20) == 0) {
                    database.close();
                    database = Database.open(file, Runnable::run);
                    records = new SqliteBlobRecords(database);
                    states = new SqliteNodeStates(database);
                }
                compare(records, memory);
                compare(states, memory);
            }
        } finally {
            database.close();
        }
    }

    private void changeState(SqliteNodeStates states, MemoryRecords memory) throws Exception {
        NodeState state =
                new NodeState(
                        NodePhase.values()[random.nextInt(5)],
                        epoch(),
                        random.nextBoolean() ? Optional.of(epoch()) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(epoch()) : Optional.empty());
        ShardIndex shard = new ShardIndex(random.nextInt(5));
        List<ShardRecord> changed =
                List.of(new ShardRecord(shard, ShardState.values()[random.nextInt(5)], epoch()));
        states.update(state, changed);
        memory.update(state, changed);
        Axis axis = Axis.values()[random.nextInt(2)];
        BlobId blob = blobs.get(random.nextInt(BLOBS));
        states.setLastSynced(shard, axis, blob);
        memory.setLastSynced(shard, axis, blob);
        if (random.nextInt(5) == 0) {
            states.forget(shard);
            memory.forget(shard);
        }
    }

    private void compare(SqliteBlobRecords records, MemoryRecords memory) throws Exception {
        for (int i = 0; i < BLOBS; i++) {
            assertEquals(memory.record(blobs.get(i)), records.record(blobs.get(i)));
            assertEquals(memory.object(objects.get(i)), records.object(objects.get(i)));
        }
        assertEquals(memory.recordedEvents(), records.recordedEvents());
        assertEquals(memory.finishedEvents(), records.finishedEvents());
        BlobId from = blobs.get(random.nextInt(BLOBS));
        Epoch now = epoch();
        int limit = 1 + random.nextInt(10);
        assertEquals(
                memory.certifiedBefore(now, from, limit),
                records.certifiedBefore(now, from, limit));
        assertEquals(memory.blobs(from, limit), records.blobs(from, limit));
        assertEquals(
                new HashSet<>(memory.over(now, BLOBS)), new HashSet<>(records.over(now, BLOBS)));
    }

    private static void compare(SqliteNodeStates states, MemoryRecords memory) throws Exception {
        assertEquals(memory.state(), states.state());
        assertEquals(memory.shards(), states.shards());
        for (int shard = 0; shard < 5; shard++) {
            for (Axis axis : Axis.values()) {
                assertEquals(
                        memory.lastSynced(new ShardIndex(shard), axis),
                        states.lastSynced(new ShardIndex(shard), axis));
            }
        }
    }
}
