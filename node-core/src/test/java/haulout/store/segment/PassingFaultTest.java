// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.DriveUnavailableException;
import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads that fail for a while, though the marker is still in memory: a drive that is reset, a
/// scanner that holds the files, too many open files. Nothing of it is damage.
class PassingFaultTest {
    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles one = new SimulatedFiles(512);
    private final SimulatedFiles two = new SimulatedFiles(512);
    private final LentDrive lentOne = StoreFixture.lent(1);
    private final LentDrive lentTwo = StoreFixture.lent(2);
    private final MemoryIndex index = new MemoryIndex();
    private final Map<RecordKey, byte[]> stored = new HashMap<>();
    private final Drive driveOne = fixture.drive(one, lentOne);
    private final Drive driveTwo = fixture.drive(two, lentTwo);

    @BeforeEach
    void lend() throws Exception {
        StoreFixture.mark(one, lentOne);
        StoreFixture.mark(two, lentTwo);
        one.setRoom(1L << 40, 1L << 39);
        two.setRoom(1L << 39, 1L << 38);
    }

    private RecordStore open(Drive... drives) throws Exception {
        RecordStore store = fixture.open(StoreFixture.SMALL, index, Runnable::run, List.of(drives));
        for (int number = 0; number < 100; number++) {
            RecordKey key = StoreFixture.key(number);
            byte[] bytes = new byte[300 + number % 7 * 100];
            new Random(number).nextBytes(bytes);
            store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
            stored.put(key, bytes);
        }
        return store;
    }

    private static boolean isSegment(Path path) {
        return path.toString().endsWith(".seg");
    }

    private void failReads(IOException... failures) {
        int[] next = new int[1];
        one.setFault((operation, path) -> {
            boolean isOpening = failures[0] instanceof FileSystemException;
            if (isSegment(path) && operation.equals(isOpening ? "open" : "read")) {
                throw failures[next[0]++ % failures.length];
            }
        });
    }

    private static IOException inputOutputError() {
        return new IOException("Input/output error");
    }

    private Set<Path> segments() {
        Set<Path> segments = new TreeSet<>(one.paths());
        segments.removeIf(path -> !isSegment(path));
        return segments;
    }

    private void checkAll(RecordStore store) throws Exception {
        assertEquals(List.of(), new SegmentAccess(store).lost(1000));
        for (Map.Entry<RecordKey, byte[]> entry : stored.entrySet()) {
            assertArrayEquals(entry.getValue(), StoreFixture.read(store, entry.getKey()));
        }
    }

    private void forget(RecordStore store) {
        store.releaseMemory();
        store.open().forEach(its -> its.files().forget());
    }

    @Test
    void whatIsAskedForMeanwhileIsServedAfterwards() throws Exception {
        RecordStore store = open(driveOne);
        for (IOException failure :
                List.of(
                        inputOutputError(),
                        new FileSystemException("x", null, "Too many open files"),
                        new java.nio.file.AccessDeniedException("x"))) {
            forget(store);
            failReads(failure);
            for (int second = 0; second < 30; second++) {
                for (RecordKey key : stored.keySet()) {
                    assertThrows(DriveUnavailableException.class, () -> store.open(key));
                    assertTrue(store.contains(key));
                }
                fixture.advance(Duration.ofSeconds(1));
            }
            one.setFault((operation, path) -> {});
            checkAll(store);
        }
        assertEquals(0, store.figures().damagedRecords());
    }

    @Test
    void compactionDeletesNothingAndGoesOnAfterwards() throws Exception {
        RecordStore store = open(driveOne);
        for (int number = 0; number < 100; number += 2) {
            store.delete(List.of(StoreFixture.key(number)));
            stored.remove(StoreFixture.key(number));
        }
        Set<Path> before = segments();
        Compaction compaction = new Compaction(store);
        // the list of records is read well, the records are not; then nothing is
        for (int good = 0; good < 30; good++) {
            forget(store);
            int[] left = {good};
            one.setFault((operation, path) -> {
                if (isSegment(path) && operation.equals("read") && --left[0] < 0) {
                    throw inputOutputError();
                }
            });
            for (int second = 0; second < 20; second++) {
                try {
                    compaction.step(1 << 20);
                } catch (StoreException e) {
                    assertTrue(driveOne.isPresent());
                }
                fixture.advance(Duration.ofSeconds(1));
            }
            if (good < 5) { // with more, one segment may be through
                assertTrue(segments().containsAll(before), "a segment was deleted");
            }
        }
        one.setFault((operation, path) -> {});
        checkAll(store);
        fixture.advance(Duration.ofHours(2));
        while (!compaction.step(1 << 20).isIdle()) {
            // until nothing is worth it
        }
        assertTrue(store.figures().reclaimedBytes() > 0);
        checkAll(store);
        store.close();
    }

    @Test
    void evacuationLeavesNothingBehind() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        driveOne.setUse(LentDrive.Use.LEAVING);
        forget(store);
        failReads(inputOutputError());
        Evacuation evacuation = new Evacuation(store, lentOne.id());
        for (int second = 0; second < 30; second++) {
            assertThrows(StoreException.class, () -> evacuation.step(4000));
            fixture.advance(Duration.ofSeconds(1));
        }
        one.setFault((operation, path) -> {});
        while (!evacuation.step(4000).isDone()) {
            // until all is elsewhere
        }
        one.setGone(true);
        checkAll(store);
        store.close();
    }

    @Test
    void aSectorThatCannotBeReadIsDamageTheSecondTime() throws Exception {
        RecordStore store = open(driveOne);
        RecordKey bad = StoreFixture.key(7);
        int segment = store.index().find(bad).orElseThrow().segment();
        Path file = store.open().getFirst().path(segment);
        one.setFault((operation, path) -> {
            if (path.equals(file) && operation.equals("read")) {
                throw inputOutputError();
            }
        });
        assertThrows(DriveUnavailableException.class, () -> store.open(bad));
        fixture.advance(Duration.ofSeconds(4));
        assertThrows(DriveUnavailableException.class, () -> store.open(bad));
        assertTrue(store.contains(bad));
        fixture.advance(Duration.ofSeconds(2));
        assertThrows(RecordDamagedException.class, () -> store.open(bad));
        one.setFault((operation, path) -> {});
        assertEquals(List.of(bad), new SegmentAccess(store).lost(1000));
        store.put(StoreFixture.kind(bad), bad, ByteBuffer.wrap(stored.get(bad)));
        checkAll(store);
    }

    @Test
    void aSegmentThatIsGoneIsDamageTheSecondTime() throws Exception {
        RecordStore store = open(driveOne);
        RecordKey bad = StoreFixture.key(7);
        forget(store);
        failReads(new NoSuchFileException("x"));
        assertThrows(DriveUnavailableException.class, () -> store.open(bad));
        fixture.advance(Duration.ofSeconds(6));
        // none of the others is there either: it is not this one
        assertThrows(DriveUnavailableException.class, () -> store.open(bad));
        int segment = store.index().find(bad).orElseThrow().segment();
        Path file = store.open().getFirst().path(segment);
        one.setFault((operation, path) -> {
            if (path.equals(file) && operation.equals("open")) {
                throw new NoSuchFileException("x");
            }
        });
        assertThrows(RecordDamagedException.class, () -> store.open(bad));
    }
}
