// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import haulout.testing.TestSeed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A new record costs no look into the table, and none that is there is overlooked.
class KeyFilterTest {
    private final Random random = TestSeed.random("KeyFilterTest", 20261121);

    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles files = new SimulatedFiles(512);
    private final LentDrive lent = StoreFixture.lent(1);

    /// A table that counts what it is asked for, and lets something happen as it is read.
    private static final class Watched implements SegmentIndex {
        private final SegmentIndex table;
        private final AtomicInteger finds = new AtomicInteger();
        private final AtomicReference<Runnable> onPage = new AtomicReference<>(() -> {});

        Watched(SegmentIndex table) {
            this.table = table;
        }

        @Override
        public State load() throws StoreException, InterruptedException {
            return table.load();
        }

        @Override
        public Optional<RecordLocation> find(RecordKey key)
                throws StoreException, InterruptedException {
            finds.incrementAndGet();
            return table.find(key);
        }

        @Override
        public List<RecordKey> keys(int space, BlobId from, int limit)
                throws StoreException, InterruptedException {
            List<RecordKey> page = table.keys(space, from, limit);
            onPage.get().run();
            return page;
        }

        @Override
        public Optional<Integer> nextSpace(int from) throws StoreException, InterruptedException {
            return table.nextSpace(from);
        }

        @Override
        public List<RecordKey> lost(RecordKey from, int limit)
                throws StoreException, InterruptedException {
            return table.lost(from, limit);
        }

        @Override
        public Map<RecordKey, RecordLocation> onDrive(int drive, RecordKey from, int limit)
                throws StoreException, InterruptedException {
            return table.onDrive(drive, from, limit);
        }

        @Override
        public void apply(Batch batch) throws StoreException, InterruptedException {
            table.apply(batch);
        }
    }

    private RecordStore open(SegmentIndex index) throws Exception {
        return fixture.open(
                StoreFixture.SMALL, index, Runnable::run, List.of(fixture.drive(files, lent)));
    }

    private static StoreOutcome put(RecordStore store, int number) throws Exception {
        RecordKey key = StoreFixture.key(number);
        byte[] bytes = new byte[100];
        new Random(number).nextBytes(bytes);
        return store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
    }

    @Test
    void nothingThatWasAddedIsDeniedAndLittleElseIsAllowed() {
        KeyFilter filter = new KeyFilter().larger().larger();
        List<RecordKey> keys = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            keys.add(key(i % 200));
        }
        keys.forEach(filter::add);
        assertTrue(filter.mayHave(key(3)), "said no before it knew all keys");
        filter.complete();
        keys.forEach(key -> assertTrue(filter.mayHave(key)));
        int wrong = 0;
        for (int i = 0; i < 100_000; i++) {
            wrong += filter.mayHave(key(i % 200)) ? 1 : 0;
        }
        assertTrue(wrong < 500, wrong + " of 100000 are asked for though they are not there");
        // blob IDs that differ in their shard only
        RecordKey first = keys.getFirst();
        int others = 0;
        for (int space = 1000; space < 2000; space++) {
            others += filter.mayHave(new RecordKey(space, first.blobId())) ? 1 : 0;
        }
        assertTrue(others < 20, others + " other shards of a blob");
    }

    @Test
    void aFullOneWantsToBeReplacedByALargerOne() {
        KeyFilter filter = new KeyFilter();
        int added = 0;
        while (!filter.isFull()) {
            filter.add(key(1));
            added++;
        }
        assertTrue(added > 10_000 && added < 20_000, added + " keys");
        KeyFilter larger = filter.larger();
        for (int i = 0; i < added; i++) {
            larger.add(key(1));
        }
        assertFalse(larger.isFull());
        KeyFilter largest = larger.larger().larger().larger();
        for (int i = 0; i < 2_000_000; i++) {
            largest.add(key(1));
        }
        assertFalse(largest.isFull(), "there is no larger one");
    }

    @Test
    void aStoreThatGrowsLearnsItsKeysAnew() throws Exception {
        StoreFixture.mark(files, lent);
        Watched watched = new Watched(new MemoryIndex());
        RecordStore store = open(watched);
        AtomicInteger pages = new AtomicInteger();
        watched.onPage.set(pages::incrementAndGet);
        for (int number = 0; number < 17_000; number++) {
            assertEquals(StoreOutcome.STORED, put(store, number));
        }
        store.flushIndex();
        put(store, 17_000);
        assertTrue(pages.get() > 0, "not learned anew");
        watched.finds.set(0);
        for (int number = 17_001; number < 17_301; number++) {
            assertEquals(StoreOutcome.STORED, put(store, number));
        }
        assertTrue(watched.finds.get() < 10, watched.finds + " looks into the table");
        for (int number = 0; number < 17_301; number += 100) {
            assertEquals(StoreOutcome.ALREADY_STORED, put(store, number), "record " + number);
        }
        store.close();
    }

    private RecordKey key(int space) {
        return new RecordKey(
                space,
                new BlobId(
                        new Hash32(
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong())));
    }

    @Test
    void newRecordsAreStoredWithoutTheTableAndOldOnesAreKnown() throws Exception {
        StoreFixture.mark(files, lent);
        MemoryIndex index = new MemoryIndex();
        RecordStore first = open(index);
        for (int number = 0; number < 300; number++) {
            assertEquals(StoreOutcome.STORED, put(first, number));
        }
        first.close();
        Watched watched = new Watched(index);
        RecordStore store = open(watched);
        put(store, 1000); // learns
        watched.finds.set(0);
        for (int number = 300; number < 600; number++) {
            assertEquals(StoreOutcome.STORED, put(store, number));
        }
        assertTrue(watched.finds.get() < 10, watched.finds + " looks into the table");
        for (int number = 0; number < 600; number++) {
            assertEquals(StoreOutcome.ALREADY_STORED, put(store, number), "record " + number);
        }
        store.close();
    }

    @Test
    void whatTheTableGetsWhileItsKeysAreLearnedIsKnown() throws Exception {
        StoreFixture.mark(files, lent);
        MemoryIndex index = new MemoryIndex();
        RecordStore first = open(index);
        for (int number = 0; number < 100; number++) {
            put(first, number);
        }
        first.close();
        Watched watched = new Watched(index);
        RecordStore store = open(watched);
        AtomicInteger next = new AtomicInteger(100);
        watched.onPage.set(() -> {
            try {
                for (int i = 0; i < 20; i++) {
                    put(store, next.getAndIncrement());
                }
                store.flushIndex();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        put(store, 5000);
        watched.onPage.set(() -> {});
        assertTrue(next.get() > 150, "nothing happened meanwhile");
        store.flushIndex();
        Map<Integer, byte[]> read = new HashMap<>();
        for (int number = 0; number < next.get(); number++) {
            RecordKey key = StoreFixture.key(number);
            assertTrue(store.contains(key), "record " + number);
            read.put(number, StoreFixture.read(store, key));
            byte[] expected = new byte[100];
            new Random(number).nextBytes(expected);
            assertArrayEquals(expected, read.get(number));
        }
        store.close();
    }
}
