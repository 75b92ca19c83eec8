// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.store.DriveUnavailableException;
import haulout.store.RecordDamagedException;
import haulout.store.SliverKey;
import haulout.store.StoreFullException;
import haulout.store.StoreOutcome;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each thing that happens to drives, and what the owner and the network notice of it.
class StoreFaultTest {
    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles one = new SimulatedFiles(512);
    private final SimulatedFiles two = new SimulatedFiles(512);
    private final LentDrive lentOne = StoreFixture.lent(1);
    private final LentDrive lentTwo = StoreFixture.lent(2);
    private final MemoryIndex index = new MemoryIndex();
    private final Map<RecordKey, byte[]> stored = new HashMap<>();
    private Drive driveOne = fixture.drive(one, lentOne);
    private Drive driveTwo = fixture.drive(two, lentTwo);

    @BeforeEach
    void lend() throws Exception {
        StoreFixture.mark(one, lentOne);
        StoreFixture.mark(two, lentTwo);
        one.setRoom(1L << 40, 1L << 39);
        two.setRoom(1L << 39, 1L << 38);
    }

    private RecordStore open(Drive... drives) throws Exception {
        return fixture.open(StoreFixture.SMALL, index, Runnable::run, List.of(drives));
    }

    private RecordStore reopenOne() throws Exception {
        driveOne = fixture.drive(one, lentOne);
        return open(driveOne);
    }

    private void fill(RecordStore store, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            RecordKey key = StoreFixture.key(number);
            byte[] bytes = new byte[300 + number % 7 * 100];
            new Random(number).nextBytes(bytes);
            assertEquals(
                    StoreOutcome.STORED,
                    store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes)));
            stored.put(key, bytes);
        }
    }

    private void checkAll(RecordStore store) throws Exception {
        checkAllBut(store, Set.of());
    }

    private void checkAllBut(RecordStore store, Set<RecordKey> except) throws Exception {
        for (Map.Entry<RecordKey, byte[]> entry : stored.entrySet()) {
            if (!except.contains(entry.getKey())) {
                assertTrue(store.contains(entry.getKey()), () -> "gone: " + entry.getKey());
                assertArrayEquals(entry.getValue(), StoreFixture.read(store, entry.getKey()));
            }
        }
    }

    private static Path segment(int drive, int number) {
        return Path.of("/drive" + drive, "segments", "%010d.seg".formatted(number));
    }

    private static List<RecordKey> lost(RecordStore store) throws Exception {
        return new SegmentAccess(store).lost(10_000);
    }

    private Set<DriveCheck> alerts(Drive drive) {
        Set<DriveCheck> checks = new TreeSet<>();
        drive.alerts().forEach(alert -> checks.add(alert.check()));
        return checks;
    }

    @Test
    void aFlippedBitCostsOneRecordAndIsNeverServed() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        RecordLocation at = store.index().find(StoreFixture.key(7)).orElseThrow();
        Path file = segment(1, at.segment());
        byte[] bytes = one.bytes(file);
        bytes[(int) at.position() + RecordFormat.payloadOffset(at.payloadBytes()) + 50] ^= 4;
        one.setBytes(file, bytes);
        RecordKey broken = StoreFixture.key(7);
        assertThrows(RecordDamagedException.class, () -> store.open(broken));
        assertFalse(store.contains(broken));
        assertEquals(List.of(broken), lost(store));
        assertEquals(Set.of(DriveCheck.ERRORS), alerts(driveOne));
        checkAllBut(store, Set.of(broken));
        assertEquals(1, store.figures().damagedRecords());
        // put again it is whole again
        assertEquals(
                StoreOutcome.STORED,
                store.put(RecordKind.SLIVER, broken, ByteBuffer.wrap(stored.get(broken))));
        assertEquals(List.of(), lost(store));
        store.close();
        checkAll(reopenOne());
    }

    @Test
    void flippedBitsAnywhereAreFoundAndNothingElseIsLost() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        store.close();
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<Path> files =
                    one.paths().stream()
                            .filter(path -> path.toString().endsWith(".seg"))
                            .sorted()
                            .toList();
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = one.bytes(file);
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            one.setBytes(file, damaged);
            MemoryIndex its = random.nextBoolean() ? index.copy() : new MemoryIndex();
            RecordStore damagedStore =
                    fixture.open(
                            StoreFixture.SMALL,
                            its,
                            Runnable::run,
                            List.of(fixture.drive(one, lentOne)));
            int gone = 0;
            for (Map.Entry<RecordKey, byte[]> entry : stored.entrySet()) {
                try {
                    byte[] found = StoreFixture.read(damagedStore, entry.getKey());
                    gone += found == null ? 1 : 0;
                    if (found != null) {
                        assertArrayEquals(entry.getValue(), found);
                    }
                } catch (RecordDamagedException e) {
                    gone++;
                }
            }
            assertTrue(gone <= 1, gone + " records gone by one bit");
            // the files as they were: opening may have changed the damaged one
            for (Path path : one.paths()) {
                if (path.equals(file)) {
                    one.setBytes(path, bytes);
                }
            }
        }
    }

    @Test
    void damageThatCanBeMendedIsMendedAtOnce() throws Exception {
        byte[][] before = new byte[1][];
        Path file = segment(1, 1);
        SegmentListener shield =
                new SegmentListener() {
                    @Override
                    public void sealed(haulout.store.drive.DriveId drive, int segment) {}

                    @Override
                    public void removing(haulout.store.drive.DriveId drive, int segment) {}

                    @Override
                    public boolean mend(
                            haulout.store.drive.DriveId drive,
                            int segment,
                            long position,
                            long byteCount) {
                        try {
                            one.setBytes(file, before[0]);
                            return true;
                        } catch (IOException e) {
                            return false;
                        }
                    }
                };
        RecordStore store =
                RecordStore.open(
                        StoreFixture.SMALL,
                        new haulout.store.drive.Drives(List.of(driveOne), 0),
                        index,
                        fixture.clock,
                        Runnable::run,
                        shield);
        fill(store, 0, 60);
        before[0] = one.bytes(file);
        byte[] damaged = before[0].clone();
        Arrays.fill(damaged, 64, 4000, (byte) 9);
        one.setBytes(file, damaged);
        checkAll(store);
        assertTrue(store.figures().mendedRecords() >= 1);
        assertEquals(List.of(), lost(store));
    }

    @Test
    void aTruncatedSegmentLosesWhatWasBeyondAndSaysSo() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        store.close();
        byte[] bytes = one.bytes(segment(1, 2));
        one.setBytes(segment(1, 2), Arrays.copyOf(bytes, bytes.length / 2));
        RecordStore again = reopenOne();
        Set<RecordKey> lost = new HashSet<>(lost(again));
        assertFalse(lost.isEmpty());
        assertTrue(lost.size() < 15, lost.size() + " lost");
        checkAllBut(again, lost);
        assertEquals(Set.of(DriveCheck.ERRORS), alerts(driveOne));
        for (RecordKey key : lost) {
            assertFalse(again.contains(key));
            again.put(StoreFixture.kind(key), key, ByteBuffer.wrap(stored.get(key)));
        }
        checkAll(again);
        again.close();
        checkAll(reopenOne());
    }

    @Test
    void aSegmentThatIsGoneIsLostAndTheOthersAreNot() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        store.close();
        one.delete(segment(1, 2));
        RecordStore again = reopenOne();
        Set<RecordKey> lost = new HashSet<>(lost(again));
        assertFalse(lost.isEmpty());
        checkAllBut(again, lost);
        lost.forEach(key -> assertFalse(contains(again, key)));
        assertEquals(Set.of(DriveCheck.ERRORS), alerts(driveOne));
    }

    private static boolean contains(RecordStore store, RecordKey key) {
        try {
            return store.contains(key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void fillAndSwapSegments() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        store.close();
        byte[] first = one.bytes(segment(1, 1));
        one.setBytes(segment(1, 1), one.bytes(segment(1, 3)));
        one.setBytes(segment(1, 3), first);
    }

    @Test
    void swappedSegmentsAreGivenTheirNamesBack() throws Exception {
        fillAndSwapSegments();
        RecordStore again = reopenOne();
        checkAll(again);
        assertEquals(List.of(), lost(again));
        assertEquals(Set.of(DriveCheck.ERRORS), alerts(driveOne));
    }

    @Test
    void swappedSegmentsAreFoundAlsoWhereTheirRenamingWasCutOff() throws Exception {
        fillAndSwapSegments();
        for (int cut = 1; cut <= 5; cut++) {
            SimulatedFiles left = one.afterKill();
            left.cutAt(cut);
            RecordStore off =
                    fixture.open(
                            StoreFixture.SMALL,
                            index.copy(),
                            Runnable::run,
                            List.of(fixture.drive(left, lentOne)));
            off.close();
            SimulatedFiles found = left.afterKill();
            RecordStore again =
                    fixture.open(
                            StoreFixture.SMALL,
                            index.copy(),
                            Runnable::run,
                            List.of(fixture.drive(found, lentOne)));
            checkAll(again);
            assertEquals(List.of(), lost(again));
            again.close();
        }
    }

    @Test
    void aRecordThatIsTakenBackWhileItIsWrittenAgainIsCountedOnce() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        RecordKey key = StoreFixture.key(7);
        RecordLocation at = store.index().find(key).orElseThrow();
        store.index().lock().lock();
        store.index().lost(key, at);
        store.index().lock().unlock();
        one.setFault((operation, path) -> {
            if (operation.equals("force")) {
                one.setFault((o, p) -> {});
                try {
                    assertTrue(store.index().found(key, at));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(stored.get(key)));
        checkAll(store);
        long live =
                store.figures().drives().stream()
                        .mapToLong(StoreFigures.DriveFigures::liveRecords)
                        .sum();
        assertEquals(100, live);
        store.close();
    }

    @Test
    void aDeletedIndexIsMadeAgainFromTheSegments() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 200);
        for (int number = 0; number < 200; number += 3) {
            store.delete(List.of(StoreFixture.key(number)));
            stored.remove(StoreFixture.key(number));
        }
        store.close();
        RecordStore again =
                fixture.open(
                        StoreFixture.SMALL,
                        new MemoryIndex(),
                        Runnable::run,
                        List.of(fixture.drive(one, lentOne), fixture.drive(two, lentTwo)));
        checkAll(again);
        for (int number = 0; number < 200; number += 3) {
            assertFalse(again.contains(StoreFixture.key(number)));
        }
        assertEquals(
                store.figures().drives().stream()
                        .mapToLong(StoreFigures.DriveFigures::liveBytes)
                        .sum(),
                again.figures().drives().stream()
                        .mapToLong(StoreFigures.DriveFigures::liveBytes)
                        .sum());
    }

    @Test
    void aDriveUnpluggedWhileWritingLeavesTheOtherWorkingAndComesBack() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 50); // the first drive has more room
        one.setGone(true);
        fill(store, 50, 100);
        assertEquals(Set.of(DriveCheck.PRESENT), alerts(driveOne));
        assertEquals(Set.of(), alerts(driveTwo));
        RecordKey away = StoreFixture.key(1);
        assertThrows(DriveUnavailableException.class, () -> store.open(away));
        assertTrue(store.contains(away));
        one.setGone(false);
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        assertEquals(Set.of(), alerts(driveOne));
        checkAll(store);
        long before = driveOne.usedBytes();
        fill(store, 100, 150);
        assertTrue(driveOne.usedBytes() > before, "the drive that is back takes records again");
        store.close();
        checkAll(open(fixture.drive(one, lentOne), fixture.drive(two, lentTwo)));
    }

    @Test
    void lostMetadataAndSliversAreListedPageByPage() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 100);
        SegmentSlivers slivers = new SegmentSlivers(store);
        SegmentMetadata metadata =
                new SegmentMetadata(
                        store,
                        _ -> {
                            throw new AssertionError("nothing is read");
                        });
        assertEquals(List.of(), metadata.lost(Optional.empty(), 10));
        TreeSet<RecordKey> expected = new TreeSet<>();
        for (RecordKey key : stored.keySet()) {
            assertTrue(store.index().lost(key, store.index().find(key).orElseThrow()));
            expected.add(key);
        }
        store.flushIndex();
        List<RecordKey> found = new ArrayList<>();
        List<BlobId> blobs = metadata.lost(Optional.empty(), 3);
        while (!blobs.isEmpty()) {
            blobs.forEach(blob -> found.add(RecordKey.ofMetadata(blob)));
            blobs = metadata.lost(Optional.of(blobs.getLast()), 3);
        }
        assertTrue(found.size() > 3 && found.size() < 100, found.size() + " metadata");
        List<SliverKey> keys = slivers.lost(Optional.empty(), 7);
        while (!keys.isEmpty()) {
            keys.forEach(key -> found.add(RecordKey.of(key)));
            keys = slivers.lost(Optional.of(keys.getLast()), 7);
        }
        assertEquals(List.copyOf(expected), found);
        BlobId first = found.getFirst().blobId();
        metadata.delete(first);
        assertFalse(metadata.lost(Optional.empty(), 1).contains(first));
        store.close();
    }

    @Test
    void whetherARecordCanBeReadNowFollowsItsDrive() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 50); // the first drive has more room
        RecordKey key = StoreFixture.key(1);
        assertTrue(store.isReadable(key));
        assertFalse(store.isReadable(StoreFixture.key(50)));
        one.setGone(true);
        fixture.advance(Duration.ofSeconds(6));
        store.tick();
        assertTrue(store.contains(key));
        assertFalse(store.isReadable(key));
        one.setGone(false);
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        assertTrue(store.isReadable(key));
        store.delete(List.of(key));
        assertFalse(store.isReadable(key));
    }

    @Test
    void anEmptyMountPointIsNeverFilled() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 20);
        store.close();
        SimulatedFiles empty = new SimulatedFiles(512);
        empty.createDirectories(lentOne.root());
        Drive missing = fixture.drive(empty, lentOne);
        RecordStore again = open(missing, driveTwo);
        fill(again, 20, 60);
        for (int i = 0; i < 100; i++) {
            fixture.advance(Duration.ofSeconds(1));
            again.tick();
        }
        assertEquals(Set.of(), empty.paths());
        assertEquals(Set.of(DriveCheck.PRESENT), alerts(missing));
    }

    @Test
    void theDriveIsReplacedByAnEmptyMountPointWhileTheStoreRuns() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 20);
        one.clear();
        fixture.advance(Duration.ofSeconds(6));
        store.tick();
        fill(store, 20, 60);
        assertEquals(Set.of(), one.paths());
        assertEquals(Set.of(DriveCheck.PRESENT), alerts(driveOne));
    }

    @Test
    void aDriveOfAnotherNodeIsNotTouched() throws Exception {
        SimulatedFiles foreign = new SimulatedFiles(512);
        new haulout.store.drive.DriveMarker(
                        lentOne.id(), new haulout.core.NodeId(new haulout.core.Hash32(9, 9, 9, 9)))
                .write(foreign, lentOne.root());
        Set<Path> before = foreign.paths();
        Drive drive = fixture.drive(foreign, lentOne);
        RecordStore store = open(drive);
        RecordKey key = StoreFixture.key(3);
        assertThrows(
                DriveUnavailableException.class,
                () -> store.put(RecordKind.SLIVER, key, ByteBuffer.allocate(10)));
        assertEquals(before, foreign.paths());
        assertEquals(Set.of(DriveCheck.PRESENT), alerts(drive));
    }

    @Test
    void aFullDiskRefusesAndTakesAgainWhenThereIsRoom() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 50);
        one.setFault((operation, path) -> {
            if (operation.equals("write") || operation.equals("create")) {
                throw new IOException("No space left on device");
            }
        });
        RecordKey next = StoreFixture.key(50);
        assertThrows(
                DriveUnavailableException.class,
                () -> store.put(RecordKind.SLIVER, next, ByteBuffer.allocate(10)));
        assertEquals(Set.of(DriveCheck.WRITE), alerts(driveOne));
        checkAll(store); // reads go on
        one.setFault((operation, path) -> {});
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        assertEquals(Set.of(), alerts(driveOne));
        fill(store, 50, 100);
        checkAll(store);
        store.close();
        checkAll(reopenOne());
    }

    @Test
    void aClockThatIsSetBackKeepsNoCheckFromBeingMade() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 10);
        one.setFault((operation, path) -> {
            if (operation.equals("write")) {
                throw new IOException("No space left on device");
            }
        });
        assertThrows(DriveUnavailableException.class, () -> fill(store, 10, 11));
        store.tick();
        fixture.advance(Duration.ofHours(-8));
        one.setFault((operation, path) -> {});
        one.setRoom(1L << 40, 900);
        store.tick();
        assertEquals(Set.of(DriveCheck.SPACE), alerts(driveOne));
        assertTrue(driveOne.isWritable());
        one.setGone(true);
        fixture.advance(Duration.ofHours(-8));
        store.tick();
        assertFalse(driveOne.isPresent());
    }

    @Test
    void theFloorOfFreeSpaceIsKept() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 20);
        one.setRoom(1L << 40, 1500);
        fixture.advance(Duration.ofSeconds(11));
        RecordKey next = StoreFixture.key(20);
        assertThrows(
                StoreFullException.class,
                () -> store.put(RecordKind.SLIVER, next, ByteBuffer.allocate(600)));
        assertFalse(store.contains(next));
        one.setRoom(1L << 40, 900);
        fixture.advance(Duration.ofSeconds(11));
        store.tick();
        assertEquals(Set.of(DriveCheck.SPACE), alerts(driveOne));
        checkAll(store);
        one.setRoom(1L << 40, 1 << 30);
        fixture.advance(Duration.ofSeconds(11));
        store.tick();
        assertEquals(Set.of(), alerts(driveOne));
        fill(store, 20, 40);
    }

    @Test
    void aReadOnlyFileSystemIsNotOpenedForWritingButItsRecordsAreServed() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 50);
        one.setFault((operation, path) -> {
            if (!Set.of("open", "read", "exists", "list", "room", "byteCount")
                    .contains(operation)) {
                throw new IOException("Read-only file system");
            }
        });
        fill(store, 50, 100);
        assertEquals(Set.of(DriveCheck.WRITE), alerts(driveOne));
        checkAll(store);
    }

    @Test
    void aFlushThatFailsFailsItsWritersAndNothingElse() throws Exception {
        RecordStore store = open(driveOne);
        fill(store, 0, 20);
        one.setFault((operation, path) -> {
            if (operation.equals("force") && path.toString().endsWith(".seg")) {
                throw new IOException("Input/output error");
            }
        });
        RecordKey next = StoreFixture.key(20);
        assertThrows(
                DriveUnavailableException.class,
                () -> store.put(RecordKind.SLIVER, next, ByteBuffer.allocate(10)));
        assertFalse(store.contains(next));
        one.setFault((operation, path) -> {});
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        fill(store, 20, 60);
        checkAll(store);
        store.close();
        checkAll(reopenOne());
    }

    @Test
    void aLostDriveIsForgottenByItsOwnersWord() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 50);
        store.declareLost(lentOne.id());
        assertEquals(50, lost(store).size());
        assertFalse(store.contains(StoreFixture.key(1)));
    }

    @Test
    void aDriveThatIsGivenUpTakesNothingElseWithItAndItsRecordsCanBeStoredAgain() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        int count = 2500; // more than a page of the index, whose pages are of all drives
        fill(store, 0, count);
        Set<RecordKey> onOne = new HashSet<>(stored.keySet());
        driveOne.setUse(LentDrive.Use.CLOSED);
        fill(store, count, count + 300);
        one.setFault((operation, path) -> {
            throw new IOException("No such device");
        });
        store.declareLost(lentOne.id());
        assertEquals(onOne, new HashSet<>(lost(store)));
        checkAllBut(store, onOne);
        for (RecordKey key : onOne) {
            assertFalse(store.contains(key));
            assertEquals(
                    StoreOutcome.STORED,
                    store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(stored.get(key))));
        }
        assertEquals(List.of(), lost(store));
        store.close();
        RecordStore again = open(fixture.drive(two, lentTwo));
        checkAll(again);
        assertEquals(List.of(), lost(again));
    }

    @Test
    void whatWasOnADriveThatIsNotListedAnyMoreIsLostAndCountsAgainWhenItIs() throws Exception {
        RecordStore store = open(driveOne, driveTwo);
        fill(store, 0, 100);
        store.delete(List.of(StoreFixture.key(3)));
        stored.remove(StoreFixture.key(3));
        Set<RecordKey> onOne = new HashSet<>(stored.keySet());
        driveOne.setUse(LentDrive.Use.CLOSED);
        fill(store, 100, 150);
        store.close();
        RecordStore without = open(fixture.drive(two, lentTwo));
        assertEquals(onOne, new HashSet<>(lost(without)));
        checkAllBut(without, onOne);
        RecordKey again = StoreFixture.key(1);
        assertFalse(without.contains(again));
        without.put(StoreFixture.kind(again), again, ByteBuffer.wrap(stored.get(again)));
        without.close();
        // a second start without it changes nothing
        RecordStore second = open(fixture.drive(two, lentTwo));
        assertEquals(onOne.size() - 1, lost(second).size());
        second.close();
        RecordStore with = open(fixture.drive(one, lentOne), fixture.drive(two, lentTwo));
        checkAll(with);
        assertEquals(List.of(), lost(with));
        assertFalse(with.contains(StoreFixture.key(3)));
        with.close();
        checkAll(open(fixture.drive(one, lentOne), fixture.drive(two, lentTwo)));
    }

    @Test
    void openReadersStayValidWhenTheirSegmentIsCompactedAway() throws Exception {
        RecordStore store = open(driveOne);
        RecordKey big = StoreFixture.key(1000);
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        store.put(StoreFixture.kind(big), big, ByteBuffer.wrap(bytes));
        fill(store, 0, 60);
        RecordLocation before = store.index().find(big).orElseThrow();
        try (StoredBytes reader = store.open(big).orElseThrow()) {
            ByteBuffer half = ByteBuffer.allocate(100_000);
            reader.read(0, half);
            store.delete(List.of(big));
            Compaction compaction = new Compaction(store);
            while (!compaction.step(1 << 20).isIdle()) {
                // until nothing is worth it
            }
            assertFalse(one.paths().contains(segment(1, before.segment())));
            ByteBuffer all = ByteBuffer.allocate(200_000);
            reader.read(0, all);
            assertArrayEquals(bytes, all.array());
        }
        assertTrue(store.figures().reclaimedBytes() >= 200_000);
        checkAll(store);
    }
}
