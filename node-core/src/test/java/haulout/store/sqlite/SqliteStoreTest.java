// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.store.SliverKey;
import haulout.store.StoreOutcome;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveListener;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.SystemFiles;
import haulout.store.segment.Compaction;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentConfig;
import haulout.store.segment.SegmentListener;
import haulout.store.segment.SegmentSlivers;
import haulout.testing.TestSeed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole store on real files and a real database.
class SqliteStoreTest {
    private static final NodeId NODE = new NodeId(new Hash32(1, 2, 3, 4));
    private static final SegmentConfig SMALL =
            new SegmentConfig(1 << 17, 256, 1 << 20, 64, 1 << 20, Duration.ofSeconds(2), 30);

    @TempDir Path folder;

    /// Everything that is open.
    private final class Opened implements AutoCloseable {
        private final ExecutorService executor = Executors.newCachedThreadPool();
        private final ExecutorService writer = Executors.newSingleThreadExecutor();
        private final List<Path> kept = new ArrayList<>();
        private final Database database;
        private final RecordStore store;
        private final SegmentSlivers slivers;

        private Opened() throws Exception {
            LentDrive lent =
                    new LentDrive(
                            new DriveId(1, 2),
                            folder.resolve("drive"),
                            1L << 40,
                            new SpaceRule(0, 0));
            SystemFiles files = new SystemFiles();
            new DriveMarker(lent.id(), NODE).write(files, lent.root());
            database =
                    Database.openOrBegin(
                            folder.resolve("node.db"), writer, InstantSource.system(), kept::add);
            Drive drive = new Drive(lent, NODE, files, InstantSource.system(), DriveListener.NONE);
            store =
                    RecordStore.open(
                            SMALL,
                            new Drives(List.of(drive)),
                            new SqliteSegmentIndex(database),
                            InstantSource.system(),
                            executor,
                            SegmentListener.NONE);
            slivers = new SegmentSlivers(store);
        }

        @Override
        public void close() {
            store.close();
            database.close();
            executor.close();
            writer.close();
        }
    }

    private static SliverKey key(long number) {
        Random random = new Random(number);
        BlobId blob =
                new BlobId(
                        new Hash32(
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong(),
                                random.nextLong()));
        Axis axis = number % 2 == 0 ? Axis.PRIMARY : Axis.SECONDARY;
        return new SliverKey(blob, new ShardIndex((int) (number % 6 / 2)), axis);
    }

    private static byte[] bytes(long number) {
        byte[] bytes = new byte[100 + (int) (number * 37 % 3000)];
        new Random(~number).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(SegmentSlivers slivers, SliverKey key) throws Exception {
        try (StoredBytes stored = slivers.open(key).orElseThrow()) {
            byte[] bytes = new byte[(int) stored.byteCount()];
            stored.read(0, ByteBuffer.wrap(bytes));
            return bytes;
        }
    }

    @Test
    void manyWritersShareFlushesAndAllOfItIsThereAfterwards() throws Exception {
        AtomicInteger storedCount = new AtomicInteger();
        try (Opened opened = new Opened();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < 32; client++) {
                int offset = client;
                all.add(
                        clients.submit(() -> {
                            for (int i = 0; i < 40; i++) {
                                // neighbours store the same slivers
                                long number = (offset / 2 * 40) + i;
                                StoreOutcome outcome =
                                        opened.slivers.put(
                                                key(number), ByteBuffer.wrap(bytes(number)));
                                if (outcome == StoreOutcome.STORED) {
                                    storedCount.incrementAndGet();
                                }
                            }
                            return null;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertEquals(640, storedCount.get());
            assertEquals(640, opened.store.figures().storedRecords());
            assertEquals(640, opened.store.figures().alreadyStoredRecords());
            assertTrue(opened.store.figures().groups() < 640, "flushes are shared");
        }
        try (Opened opened = new Opened()) {
            for (long number = 0; number < 640; number++) {
                assertArrayEquals(bytes(number), read(opened.slivers, key(number)));
            }
            assertEquals(
                    List.of(new ShardIndex(0), new ShardIndex(1), new ShardIndex(2)),
                    opened.slivers.shards());
        }
    }

    @Test
    void itBehavesAsAMapDoesWhateverTheOrderOfCalls() throws Exception {
        Random random = TestSeed.random("SqliteStoreTest", 71);
        Map<Integer, SliverKey> model = new TreeMap<>();
        int rounds = Boolean.getBoolean("haulout.long") ? 60 : 6;
        for (int round = 0; round < rounds; round++) {
            try (Opened opened = new Opened()) {
                Compaction compaction = new Compaction(opened.store);
                for (int i = 0; i < 150; i++) {
                    int number = random.nextInt(300);
                    SliverKey key = key(number);
                    assertEquals(model.containsKey(number), opened.slivers.contains(key));
                    switch (random.nextInt(10)) {
                        case 0, 1, 2, 3, 4 -> {
                            StoreOutcome outcome =
                                    opened.slivers.put(key, ByteBuffer.wrap(bytes(number)));
                            assertEquals(
                                    model.put(number, key) == null
                                            ? StoreOutcome.STORED
                                            : StoreOutcome.ALREADY_STORED,
                                    outcome);
                        }
                        case 5, 6, 7 -> {
                            opened.slivers.delete(List.of(key));
                            model.remove(number);
                        }
                        case 8 -> compaction.step(10_000);
                        default -> compareListing(opened, model, key, random.nextInt(1, 50));
                    }
                }
                for (int number : model.keySet()) {
                    assertArrayEquals(bytes(number), read(opened.slivers, key(number)));
                }
            }
        }
    }

    private static void compareListing(
            Opened opened, Map<Integer, SliverKey> model, SliverKey from, int limit)
            throws Exception {
        List<BlobId> expected =
                model.values().stream()
                        .filter(key -> key.shard().equals(from.shard()))
                        .filter(key -> key.axis() == from.axis())
                        .map(SliverKey::blobId)
                        .filter(blob -> blob.compareTo(from.blobId()) >= 0)
                        .sorted()
                        .limit(limit)
                        .toList();
        assertEquals(
                expected, opened.slivers.blobs(from.shard(), from.axis(), from.blobId(), limit));
    }

    @Test
    void aShardIsForgottenAsAWhole() throws Exception {
        try (Opened opened = new Opened()) {
            for (long number = 0; number < 60; number++) {
                opened.slivers.put(key(number), ByteBuffer.wrap(bytes(number)));
            }
            opened.slivers.deleteShard(new ShardIndex(1));
            for (long number = 0; number < 60; number++) {
                assertEquals(
                        key(number).shard().value() != 1, opened.slivers.contains(key(number)));
            }
            assertEquals(List.of(new ShardIndex(0), new ShardIndex(2)), opened.slivers.shards());
        }
    }

    @Test
    void aDamagedDatabaseIsKeptAsideAndMadeAgain() throws Exception {
        try (Opened opened = new Opened()) {
            for (long number = 0; number < 200; number++) {
                opened.slivers.put(key(number), ByteBuffer.wrap(bytes(number)));
            }
        }
        Files.write(
                folder.resolve("node.db"), "rubbish".repeat(5000).getBytes(StandardCharsets.UTF_8));
        try (Opened opened = new Opened()) {
            assertEquals(1, opened.kept.size());
            assertTrue(Files.exists(opened.kept.getFirst()));
            for (long number = 0; number < 200; number++) {
                assertArrayEquals(bytes(number), read(opened.slivers, key(number)));
            }
        }
    }

    @Test
    void anInterruptedReaderLeavesTheFileOpenForOthers() throws Exception {
        try (Opened opened = new Opened()) {
            Map<Long, Boolean> interrupted = new ConcurrentHashMap<>();
            opened.slivers.put(key(1), ByteBuffer.wrap(bytes(1)));
            Thread reader =
                    Thread.startVirtualThread(() -> {
                        Thread.currentThread().interrupt();
                        try {
                            read(opened.slivers, key(1));
                        } catch (InterruptedException e) {
                            interrupted.put(1L, true);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
            reader.join();
            assertTrue(interrupted.containsKey(1L));
            assertArrayEquals(bytes(1), read(opened.slivers, key(1)));
            assertFalse(opened.slivers.lost(Optional.empty(), 1).contains(key(1)));
        }
    }
}
