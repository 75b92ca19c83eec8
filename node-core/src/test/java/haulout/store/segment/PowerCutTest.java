// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreException;
import haulout.store.StoreOutcome;
import haulout.store.file.SimulatedFiles;
import haulout.testing.TestSeed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Lets the power go at every step of random workloads and looks at what is left.
class PowerCutTest {
    private static final int KEYS = 40;
    private static final int OPERATIONS = 60;

    private final StoreFixture fixture = new StoreFixture();

    /// What a workload has done: what must be there, and what may.
    private static final class Model {
        private final Map<RecordKey, byte[]> acknowledged = new TreeMap<>();
        private final Map<RecordKey, List<byte[]>> tried = new HashMap<>();
    }

    private RecordStore open(SimulatedFiles files, MemoryIndex index) throws Exception {
        return fixture.open(
                StoreFixture.SMALL,
                index,
                Runnable::run,
                List.of(fixture.drive(files, StoreFixture.lent(1))));
    }

    // until the power goes, or the number of operations is done
    private static void work(
            RecordStore store, SimulatedFiles files, Model model, Random random, int operations)
            throws Exception {
        Compaction compaction = new Compaction(store);
        for (int i = 0; i < operations && !files.isCut(); i++) {
            try {
                operation(store, compaction, model, random);
            } catch (StoreException e) {
                assertTrue(files.isCut(), () -> "without a power cut: " + e);
            }
        }
    }

    private static void operation(
            RecordStore store, Compaction compaction, Model model, Random random) throws Exception {
        RecordKey key = StoreFixture.key(random.nextInt(KEYS));
        int choice = random.nextInt(100);
        if (choice < 60) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 9000 : 900)];
            random.nextBytes(bytes);
            boolean there = model.acknowledged.containsKey(key);
            model.tried.computeIfAbsent(key, its -> new ArrayList<>()).add(bytes);
            StoreOutcome outcome = store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
            if (outcome == StoreOutcome.STORED) {
                assertFalse(there, "stored twice");
                model.acknowledged.put(key, bytes);
            } else if (!there) {
                // deleted, and back after a power cut
                model.acknowledged.put(key, StoreFixture.read(store, key));
            }
        } else if (choice < 80) {
            model.acknowledged.remove(key);
            store.delete(List.of(key));
        } else if (choice < 95) {
            compaction.step(random.nextInt(4000));
        } else {
            store.flushIndex();
        }
    }

    private static void check(RecordStore store, Model model, String what) throws Exception {
        for (Map.Entry<RecordKey, byte[]> entry : model.acknowledged.entrySet()) {
            assertTrue(
                    store.contains(entry.getKey()), () -> what + ": not there: " + entry.getKey());
            assertArrayEquals(
                    entry.getValue(),
                    StoreFixture.read(store, entry.getKey()),
                    () -> what + ": " + entry.getKey());
        }
        Set<RecordKey> present = new HashSet<>();
        for (int number = 0; number < KEYS; number++) {
            RecordKey key = StoreFixture.key(number);
            byte[] found = StoreFixture.read(store, key);
            assertEquals(found != null, store.contains(key), what);
            if (found != null) {
                present.add(key);
                assertTrue(
                        model.tried.getOrDefault(key, List.of()).stream()
                                .anyMatch(bytes -> Arrays.equals(bytes, found)),
                        () -> what + ": bytes that nobody wrote: " + key);
            }
        }
        Set<RecordKey> listed = new HashSet<>();
        for (int space = -1; space < 4; space++) {
            listed.addAll(store.index().keys(space, SegmentFormat.NO_KEY.blobId(), 1000));
        }
        assertEquals(present, listed, what);
        assertEquals(
                List.of(),
                store.index().listLost(RecordKey.ofMetadata(SegmentFormat.NO_KEY.blobId()), 10),
                what);
    }

    // one workload with the power cut at a step; returns the steps it took
    private long run(long seed, long cutAt) throws Exception {
        Random random = new Random(seed);
        SimulatedFiles files = new SimulatedFiles(random.nextBoolean() ? 512 : 4096);
        StoreFixture.mark(files, StoreFixture.lent(1));
        MemoryIndex index = new MemoryIndex();
        Model model = new Model();
        files.cutAt(cutAt);
        SimulatedFiles first = files;
        index.onCommit(() -> first.step("index"));
        List<MemoryIndex> older = new ArrayList<>();
        try {
            RecordStore store = open(files, index);
            work(store, files, model, random, OPERATIONS / 2);
            older.add(index.copy());
            work(store, files, model, random, OPERATIONS / 2);
        } catch (StoreException e) {
            assertTrue(files.isCut(), () -> "without a power cut: " + e);
        }
        final long steps = files.steps();
        Random fate = new Random(seed * 31 + cutAt);
        String what = "seed " + seed + ", cut at " + cutAt;
        MemoryIndex left = index.copy();
        SimulatedFiles found;
        if (fate.nextInt(3) == 0) {
            what += ", killed first";
            found = killed(files, left, model, fate);
            left = left.copy();
        } else {
            found = files.afterCut(fate);
        }
        if (fate.nextInt(4) == 0) {
            left = new MemoryIndex();
            what += ", index deleted";
        }
        // half of them lose power a second time, while they recover or soon after
        if (fate.nextBoolean()) {
            found.cutAt(1 + fate.nextInt(20));
            SimulatedFiles second = found;
            left.onCommit(() -> second.step("index"));
            try {
                work(open(found, left), found, model, fate, 10);
            } catch (StoreException e) {
                assertTrue(found.isCut(), () -> "without a power cut: " + e);
            }
            found = found.afterCut(fate);
            left = left.copy();
            what += ", twice";
        }
        RecordStore store = open(found, left);
        assertTrue(store.drives().all().getFirst().isWritable(), what);
        check(store, model, what);
        work(store, found, model, fate, 20);
        check(store, model, what + ", after more work");
        store.close();
        check(open(found, left), model, what + ", after an orderly end");
        return steps;
    }

    // only the process ends; what the next one says is stored must survive the loss of power
    private SimulatedFiles killed(SimulatedFiles files, MemoryIndex left, Model model, Random fate)
            throws Exception {
        SimulatedFiles found = files.afterKill();
        left.onCommit(() -> {});
        RecordStore store = open(found, left);
        for (int number = 0; number < KEYS; number++) {
            RecordKey key = StoreFixture.key(number);
            if (store.contains(key)) {
                model.acknowledged.put(key, StoreFixture.read(store, key));
            }
        }
        return found.afterCut(fate);
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingHalfWrittenIsServed() throws Exception {
        long wanted = Boolean.getBoolean("haulout.long") ? 12_000 : 400;
        Random seeds = TestSeed.random("PowerCutTest", 20260801);
        long cuts = 0;
        while (cuts < wanted) {
            long seed = seeds.nextLong();
            long steps = run(seed, Long.MAX_VALUE);
            for (long cut = 1; cut <= steps; cut++) {
                run(seed, cut);
                cuts++;
            }
        }
        System.out.println("PowerCutTest: " + cuts + " cuts");
    }
}
