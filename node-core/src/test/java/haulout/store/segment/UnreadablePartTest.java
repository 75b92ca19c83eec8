// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A drive of which a part cannot be read, or to which nothing can be written, when it is opened:
/// the rest is served, and nothing is cut off or deleted for it.
class UnreadablePartTest {
    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles files = new SimulatedFiles(512);
    private final LentDrive lent = StoreFixture.lent(1);
    private MemoryIndex index = new MemoryIndex();
    private final Map<Integer, byte[]> stored = new TreeMap<>();
    private Drive drive = fixture.drive(files, lent);

    @BeforeEach
    void lend() throws Exception {
        StoreFixture.mark(files, lent);
    }

    private RecordStore open() throws Exception {
        drive = fixture.drive(files, lent);
        return fixture.open(StoreFixture.SMALL, index, Runnable::run, List.of(drive));
    }

    // as the timer would, until what may be passing is no excuse any more
    private RecordStore openAfterDoubts() throws Exception {
        RecordStore store = open();
        for (int second = 0; second < 60 && store.open().isEmpty(); second++) {
            fixture.advance(Duration.ofSeconds(1));
            store.tick();
        }
        assertFalse(store.open().isEmpty(), "the drive stays closed");
        return store;
    }

    private void fill(RecordStore store, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            RecordKey key = StoreFixture.key(number);
            byte[] bytes = new byte[300 + number % 7 * 100];
            new Random(number).nextBytes(bytes);
            store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
            stored.put(number, bytes);
        }
    }

    private static Path segment(int number) {
        return StoreFixture.lent(1)
                .root()
                .resolve("segments")
                .resolve("%010d.seg".formatted(number));
    }

    private Map<Path, byte[]> segments() throws IOException {
        Map<Path, byte[]> all = new HashMap<>();
        for (Path path : files.paths()) {
            if (path.toString().endsWith(".seg")) {
                all.put(path, files.bytes(path));
            }
        }
        return all;
    }

    private void checkBytes(Map<Path, byte[]> before, int... numbers) throws IOException {
        for (int number : numbers) {
            byte[] was = before.get(segment(number));
            assertArrayEquals(was, files.bytes(segment(number)), "segment " + number);
        }
    }

    /// @return those that are not served
    private Set<Integer> missing(RecordStore store) throws Exception {
        Set<Integer> missing = new TreeSet<>();
        for (Map.Entry<Integer, byte[]> entry : stored.entrySet()) {
            try {
                byte[] found = StoreFixture.read(store, StoreFixture.key(entry.getKey()));
                if (found == null) {
                    missing.add(entry.getKey());
                } else {
                    assertArrayEquals(entry.getValue(), found);
                }
            } catch (DriveUnavailableException e) {
                missing.add(entry.getKey());
            }
        }
        return missing;
    }

    private static void checkNothingIsLost(RecordStore store) throws Exception {
        assertEquals(List.of(), new SegmentAccess(store).lost(1000));
    }

    @Test
    void theFirstBytesOfASegmentKeepNothingElseFromBeingServed() throws Exception {
        RecordStore store = open();
        fill(store, 0, 100);
        store.close();
        files.setBadSector(segment(2), 0, 64);
        RecordStore again = openAfterDoubts();
        assertEquals(Set.of(), missing(again));
        fill(again, 100, 120);
        checkNothingIsLost(again);
        again.close();
    }

    @Test
    void aBadSectorAnywhereCostsWhatIsThereAndNothingIsCutOff() throws Exception {
        RecordStore store = open();
        MemoryIndex early = index.copy();
        fill(store, 0, 60);
        final MemoryIndex late = index.copy();
        store.close();
        int last = store.index().find(StoreFixture.key(59)).orElseThrow().segment();
        Map<Path, byte[]> before = segments();
        for (int number : new int[] {2, last}) {
            int length = before.get(segment(number)).length;
            for (int at = 0; at < length; at += 512) {
                for (MemoryIndex known : List.of(early, late)) {
                    index = known.copy();
                    files.setBadSector(segment(number), at, at + 512);
                    RecordStore damaged = openAfterDoubts();
                    Set<Integer> missing = missing(damaged);
                    // what begins or lies in the sector's surroundings
                    assertTrue(missing.size() <= 14, () -> missing + " missing");
                    checkNothingIsLost(damaged);
                    if (known == early) {
                        checkBytes(before, number);
                    }
                    damaged.close();
                    files.setBadSector(segment(number), 0, 0);
                    RecordStore well = open();
                    assertEquals(Set.of(), missing(well), "at " + at + " of " + number);
                    checkNothingIsLost(well);
                    well.close();
                    for (Path path : files.paths()) {
                        if (path.toString().endsWith(".seg") && !before.containsKey(path)) {
                            files.delete(path);
                        }
                    }
                    for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
                        files.setBytes(entry.getKey(), entry.getValue());
                    }
                }
            }
        }
    }

    @Test
    void aLongStretchThatCannotBeReadIsNoObstacleEither() throws Exception {
        RecordStore store = open();
        MemoryIndex early = index.copy();
        fill(store, 0, 30);
        byte[] large = new byte[700_000];
        new Random(4).nextBytes(large);
        RecordKey key = StoreFixture.key(1000);
        store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(large));
        fill(store, 30, 60);
        RecordLocation at = store.index().find(key).orElseThrow();
        store.close();
        Map<Path, byte[]> before = segments();
        index = early;
        files.setBadSector(segment(at.segment()), 20_000, 690_000);
        RecordStore damaged = openAfterDoubts();
        Set<Integer> missing = missing(damaged);
        assertTrue(missing.size() <= 14, () -> missing + " missing");
        checkNothingIsLost(damaged);
        checkBytes(before, at.segment());
        damaged.close();
        files.setBadSector(segment(at.segment()), 0, 0);
        RecordStore well = open();
        assertEquals(Set.of(), missing(well));
        assertArrayEquals(large, StoreFixture.read(well, key));
    }

    @Test
    void aDriveThatFailsForSecondsAtTheStartIsOpenedAsItWas() throws Exception {
        RecordStore store = open();
        MemoryIndex early = index.copy();
        fill(store, 0, 100);
        store.close();
        Map<Path, byte[]> before = segments();
        for (MemoryIndex known : List.of(early, index)) {
            index = known.copy();
            files.setFault((operation, path) -> {
                if (operation.equals("read") && path.toString().endsWith(".seg")) {
                    throw new IOException("Input/output error");
                }
            });
            RecordStore again = open();
            for (int second = 0; second < 20; second++) {
                assertEquals(List.of(), again.open());
                fixture.advance(Duration.ofSeconds(1));
                again.tick();
            }
            files.setFault((operation, path) -> {});
            checkBytes(before, 1, 2, 3);
            assertEquals(before.keySet(), segments().keySet());
            again.tick();
            assertEquals(Set.of(), missing(again));
            checkNothingIsLost(again);
            again.close();
        }
    }

    @Test
    void aTombstoneThatCannotBeReadIsNoObstacle() throws Exception {
        RecordStore store = open();
        fill(store, 0, 20);
        store.delete(List.of(StoreFixture.key(3)));
        stored.remove(3);
        int segment = 0;
        long position = 0;
        for (SegmentIndex.SegmentRow row : store.open().getFirst().rows()) {
            for (SegmentEntry entry : store.open().getFirst().entries(row.id().number(), false)) {
                if (entry.kind() == RecordKind.TOMBSTONE) {
                    segment = row.id().number();
                    position = entry.position();
                }
            }
        }
        fill(store, 20, 60);
        store.close();
        files.setBadSector(segment(segment), position + 80, position + 90);
        index = new MemoryIndex();
        RecordStore again = openAfterDoubts();
        Set<Integer> missing = missing(again);
        assertTrue(missing.size() <= 14, () -> missing + " missing");
        checkNothingIsLost(again);
        files.setBadSector(segment(segment), 0, 0);
        again.close();
        assertEquals(Set.of(), missing(open()));
    }

    private void refuseWrites() {
        files.setFault((operation, path) -> {
            if (!Set.of("open", "read", "exists", "list", "room", "byteCount")
                    .contains(operation)) {
                throw new IOException("Read-only file system");
            }
        });
    }

    @Test
    void aDriveThatTakesNoWritesIsReadAndGoesOnWhenItDoes() throws Exception {
        RecordStore store = open();
        fill(store, 0, 40);
        MemoryIndex early = index.copy();
        fill(store, 40, 57);
        SimulatedFilesState left = new SimulatedFilesState(segments());
        for (MemoryIndex known : List.of(new MemoryIndex(), early, index.copy())) {
            left.restore();
            index = known.copy();
            refuseWrites();
            RecordStore readOnly = open();
            assertEquals(Set.of(), missing(readOnly));
            assertThrows(
                    StoreException.class,
                    () ->
                            readOnly.put(
                                    RecordKind.SLIVER,
                                    StoreFixture.key(98),
                                    ByteBuffer.allocate(10)));
            for (int second = 0; second < 70; second++) {
                fixture.advance(Duration.ofSeconds(1));
                readOnly.tick();
            }
            assertEquals(Set.of(), missing(readOnly));
            // as long as it is so, the next start finds the same
            readOnly.close();
            RecordStore again = open();
            assertEquals(Set.of(), missing(again));
            files.setFault((operation, path) -> {});
            fixture.advance(Duration.ofSeconds(31));
            again.tick();
            fill(again, 57, 80);
            assertEquals(Set.of(), missing(again));
            checkNothingIsLost(again);
            again.close();
            RecordStore last = open();
            assertEquals(Set.of(), missing(last));
            checkNothingIsLost(last);
            last.close();
            stored.keySet().removeIf(number -> number >= 57);
        }
    }

    /// The segments at a moment, as after the end of the process.
    private final class SimulatedFilesState {
        private final Map<Path, byte[]> before;

        private SimulatedFilesState(Map<Path, byte[]> before) {
            this.before = before;
        }

        private void restore() throws IOException {
            for (Path path : files.paths()) {
                if (path.toString().endsWith(".seg") && !before.containsKey(path)) {
                    files.delete(path);
                }
            }
            for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
                if (!files.paths().contains(entry.getKey())) {
                    files.create(entry.getKey()).close();
                }
                files.setBytes(entry.getKey(), entry.getValue());
            }
        }
    }

    @Test
    void aFullDriveThatLacksAFooterIsServedAndSealedLater() throws Exception {
        RecordStore store = open();
        fill(store, 0, 60);
        store.close();
        byte[] first = files.bytes(segment(1));
        files.setBytes(segment(1), Arrays.copyOf(first, first.length - 64));
        index = new MemoryIndex();
        files.setFault((operation, path) -> {
            if (operation.equals("write") && path.toString().endsWith(".seg")) {
                throw new IOException("No space left on device");
            }
        });
        RecordStore full = open();
        assertEquals(Set.of(), missing(full));
        files.setFault((operation, path) -> {});
        fixture.advance(Duration.ofSeconds(31));
        full.tick();
        fill(full, 60, 80);
        assertEquals(Set.of(), missing(full));
        full.close();
        RecordStore again = open();
        assertTrue(again.open().getFirst().isSealed(1));
        assertEquals(Set.of(), missing(again));
        checkNothingIsLost(again);
    }

    @Test
    void compactionGoesOnWithOthersWhereOneCannotBeRead() throws Exception {
        RecordStore store = open();
        fill(store, 0, 100);
        for (int number = 0; number < 100; number++) {
            int segment = store.index().find(StoreFixture.key(number)).orElseThrow().segment();
            if (segment == 2 || (segment < 7 && number % 2 == 0)) {
                store.delete(List.of(StoreFixture.key(number)));
                stored.remove(number);
            }
        }
        files.setFault((operation, path) -> {
            if (path.equals(segment(2)) && (operation.equals("read") || operation.equals("open"))) {
                throw new IOException("medium error");
            }
        });
        store.open().getFirst().files().forget();
        Compaction compaction = new Compaction(store);
        int failures = 0;
        boolean isIdle = false;
        for (int i = 0; i < 100 && !isIdle; i++) {
            try {
                isIdle = compaction.step(1 << 20).isIdle();
            } catch (StoreException e) {
                failures++;
            }
        }
        assertTrue(isIdle, "stuck");
        assertEquals(1, failures);
        assertTrue(files.paths().contains(segment(2)));
        assertFalse(files.paths().contains(segment(1)));
        assertEquals(Set.of(), missing(store));
        files.setFault((operation, path) -> {});
        fixture.advance(Duration.ofHours(2));
        while (!compaction.step(1 << 20).isIdle()) {
            // until nothing is worth it
        }
        assertFalse(files.paths().contains(segment(2)));
        assertEquals(Set.of(), missing(store));
    }

    @Test
    void aFileThatIsHeldByAnotherProgramIsDeletedLater() throws Exception {
        RecordStore store = open();
        fill(store, 0, 100);
        for (int number = 0; number < 100; number++) {
            if (store.index().find(StoreFixture.key(number)).orElseThrow().segment() == 2) {
                store.delete(List.of(StoreFixture.key(number)));
                stored.remove(number);
            }
        }
        files.setFault((operation, path) -> {
            if (operation.equals("delete") && path.equals(segment(2))) {
                throw new IOException("used by another process");
            }
        });
        Compaction compaction = new Compaction(store);
        while (!compaction.step(1 << 20).isIdle()) {
            // until nothing is worth it
        }
        assertTrue(files.paths().contains(segment(2)));
        store.close();
        // held over a restart, too
        RecordStore again = open();
        assertEquals(1, again.open().size());
        assertEquals(Set.of(), missing(again));
        compaction = new Compaction(again);
        assertTrue(compaction.step(1 << 20).isIdle());
        files.setFault((operation, path) -> {});
        fixture.advance(Duration.ofHours(2));
        assertTrue(compaction.step(1 << 20).reclaimedBytes() > 0);
        assertFalse(files.paths().contains(segment(2)));
        assertEquals(Set.of(), missing(again));
        again.close();
        assertEquals(Set.of(), missing(open()));
    }
}
