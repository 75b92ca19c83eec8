// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.store.file.OpenFile;
import haulout.store.file.SystemFiles;
import haulout.store.segment.Compaction;
import haulout.store.segment.NumberedRecords;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shield mends and what it must not, on real files.
class DriveShieldTest {
    private static final int DATA = ParityLayout.DATA_STRIPES;

    @TempDir Path folder;
    private final Random random = TestSeed.random("DriveShieldTest", 20260802);
    private ShieldedStore it;

    @AfterEach
    void close() {
        if (it != null) {
            it.close();
        }
    }

    private void open(haulout.store.segment.SegmentConfig config, ShieldMode mode, int drives)
            throws Exception {
        it = new ShieldedStore(new SystemFiles(), folder, config);
        it.mark(drives);
        it.open(mode, drives);
    }

    private void reopen(ShieldMode mode, int drives) throws Exception {
        it.close();
        it.open(mode, drives);
    }

    private static DriveId first() {
        return new DriveId(77, 1);
    }

    private boolean mend(int segment, long byteCount) throws InterruptedException {
        return it.shield.mend(first(), segment, 0, byteCount);
    }

    // spoils the block of a stripe in one column
    private void spoilBlock(ParityLayout layout, Path segment, Path parity, int stripe, int column)
            throws IOException {
        if (stripe < DATA) {
            int count = layout.dataBytes(stripe, column);
            if (count > 0) {
                it.spoil(segment, layout.dataPosition(stripe, column), count, random);
            }
        } else {
            it.spoil(
                    parity,
                    layout.parityPosition(stripe - DATA, column),
                    layout.blockBytes(column),
                    random);
        }
    }

    @Test
    void anyThreeOfTwentyStripesAreRestoredBitIdentically() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.protect();
        Path segment = it.segment(1);
        Path parity = it.parity(1, 1, 3);
        byte[] segmentBytes = it.bytes(segment);
        byte[] parityBytes = it.bytes(parity);
        ParityLayout layout = new ParityLayout(segmentBytes.length, 3);
        int combinations = 0;
        for (int a = 0; a < 20; a++) {
            for (int b = a + 1; b < 20; b++) {
                for (int c = b + 1; c < 20; c++) {
                    for (int stripe : new int[] {a, b, c}) {
                        spoilBlock(layout, segment, parity, stripe, 0);
                    }
                    assertTrue(mend(1, segmentBytes.length), a + " " + b + " " + c);
                    assertArrayEquals(segmentBytes, it.bytes(segment));
                    assertArrayEquals(parityBytes, it.bytes(parity));
                    combinations++;
                }
            }
        }
        assertEquals(1140, combinations);
        it.checkAll();
        assertEquals(0, it.shield.figures().lostRecords());
    }

    @Test
    void anyStripeIsRestoredByLightParity() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(1, 900, random);
        it.protect();
        Path segment = it.segment(1);
        Path parity = it.parity(1, 1, 1);
        byte[] segmentBytes = it.bytes(segment);
        byte[] parityBytes = it.bytes(parity);
        ParityLayout layout = new ParityLayout(segmentBytes.length, 1);
        for (int stripe = 0; stripe < 18; stripe++) {
            spoilBlock(layout, segment, parity, stripe, 0);
            assertTrue(mend(1, segmentBytes.length));
            assertArrayEquals(segmentBytes, it.bytes(segment));
            assertArrayEquals(parityBytes, it.bytes(parity));
        }
        spoilBlock(layout, segment, parity, 0, 0);
        spoilBlock(layout, segment, parity, 17, 0);
        assertFalse(mend(1, segmentBytes.length));
    }

    @Test
    void differentStripesOfEachColumnOfALargeSegmentAreRestored() throws Exception {
        open(ShieldedStore.LARGE, ShieldMode.STRONG, 2);
        it.fill(1, 100_000, random);
        it.protect();
        Path segment = it.segment(1);
        Path parity = it.parity(2, 1, 3);
        byte[] segmentBytes = it.bytes(segment);
        byte[] parityBytes = it.bytes(parity);
        ParityLayout layout = new ParityLayout(segmentBytes.length, 3);
        assertTrue(layout.columns() > 3, () -> layout.columns() + " columns");
        int rounds = Boolean.getBoolean("haulout.long") ? 500 : 25;
        for (int round = 0; round < rounds; round++) {
            for (int column = 0; column < layout.columns(); column++) {
                for (int stripe : random.ints(0, 20).distinct().limit(3).toArray()) {
                    spoilBlock(layout, segment, parity, stripe, column);
                }
            }
            assertTrue(mend(1, segmentBytes.length));
            assertArrayEquals(segmentBytes, it.bytes(segment));
            assertArrayEquals(parityBytes, it.bytes(parity));
        }
        it.checkAll();
    }

    @Test
    void aReadMendsWhatItFindsDamaged() throws Exception {
        open(ShieldedStore.LARGE, ShieldMode.STRONG, 2);
        it.fill(2, 100_000, random);
        it.protect();
        byte[] before = it.bytes(it.segment(1));
        it.flip(it.segment(1), NumberedRecords.payloadPosition(it.store, 0), 3);
        assertArrayEquals(it.stored.get(0), NumberedRecords.read(it.store, 0));
        assertArrayEquals(before, it.bytes(it.segment(1)));
        assertEquals(1, it.store.figures().mendedRecords());
        assertEquals(0, it.store.figures().damagedRecords());
        assertTrue(alerts(0).contains(DriveCheck.ERRORS));
    }

    @Test
    void aReadOfALargeRecordMendsWhatWasDamagedAfterTheLastOne() throws Exception {
        open(ShieldedStore.LARGE, ShieldMode.STRONG, 2);
        it.fill(1, 100_000, random);
        it.protect();
        int large = 0;
        while (it.stored.get(large).length < 70_000
                || NumberedRecords.segment(it.store, large) != 1) {
            large++;
        }
        byte[] before = it.bytes(it.segment(1));
        assertArrayEquals(it.stored.get(large), NumberedRecords.read(it.store, large));
        long position = NumberedRecords.payloadPosition(it.store, large) + 69_000;
        it.flip(it.segment(1), position, 3);
        assertArrayEquals(it.stored.get(large), NumberedRecords.read(it.store, large));
        assertArrayEquals(before, it.bytes(it.segment(1)));
        assertEquals(1, it.store.figures().mendedRecords());
        assertEquals(0, it.store.figures().damagedRecords());
    }

    private List<DriveCheck> alerts(int drive) {
        return it.drives.get(drive).alerts().stream().map(DriveAlert::check).toList();
    }

    @Test
    void fourDamagedStripesAreRefusedAndReportedAndNothingElseIsTouched() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(2, 900, random);
        it.protect();
        Path segment = it.segment(1);
        ParityLayout layout = new ParityLayout(it.bytes(segment).length, 3);
        for (int stripe : new int[] {4, 6, 8, 19}) {
            spoilBlock(layout, segment, it.parity(1, 1, 3), stripe, 0);
        }
        byte[] damaged = it.bytes(segment);
        assertFalse(mend(1, damaged.length));
        assertArrayEquals(damaged, it.bytes(segment));
        int lost = it.access.lost(1000).size();
        assertTrue(lost >= 1, "none lost");
        assertEquals(lost, it.shield.figures().lostRecords());
        assertEquals(0, it.shield.figures().mendedBlocks());
        assertTrue(alerts(0).contains(DriveCheck.ERRORS));
        int missing = 0;
        for (int number : it.stored.keySet()) {
            byte[] found = NumberedRecords.read(it.store, number);
            missing += found == null ? 1 : 0;
            if (found != null) {
                assertArrayEquals(it.stored.get(number), found);
            }
        }
        assertEquals(lost, missing);
    }

    @Test
    void whatWasLostIsTakenBackWhenTheDriveWithTheParityReturns() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 2);
        it.fill(2, 900, random);
        it.protect();
        Path second = it.lent(2).root();
        Path away = folder.resolve("away");
        Files.move(second, away);
        it.drives.get(1).checkMarker();
        it.flip(it.segment(1), NumberedRecords.payloadPosition(it.store, 0), 0);
        assertNull(NumberedRecords.read(it.store, 0));
        assertEquals(1, it.access.lost(10).size());
        // the parity is away, not gone: nothing is made in its place, and no folder of that name
        assertTrue(it.shield.step(1 << 20).isIdle());
        assertFalse(Files.exists(second));
        Files.move(away, second);
        it.drives.get(1).checkMarker();
        it.scrubOnce();
        it.checkAll();
        assertEquals(1, it.shield.figures().recoveredRecords());
    }

    @Test
    void afterADayParityIsMadeElsewhereAndOnceOnlyKept() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 2);
        it.fill(2, 900, random);
        it.protect();
        Path second = it.lent(2).root();
        Files.move(second, folder.resolve("away"));
        it.drives.get(1).checkMarker();
        it.protect();
        it.now.updateAndGet(instant -> instant.plus(Duration.ofDays(2)));
        it.protect();
        assertTrue(Files.exists(it.parity(1, 1, 3)));
        Files.move(folder.resolve("away"), second);
        it.drives.get(1).checkMarker();
        it.protect();
        assertFalse(Files.exists(it.parity(1, 1, 3)));
        assertTrue(Files.exists(it.parity(2, 1, 3)));
        assertEquals(2, it.shield.figures().parityFiles());
    }

    @Test
    void parityGoesToTheOtherDriveAndCountsThere() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.AUTOMATIC, 2);
        it.fill(3, 900, random);
        long before = it.drives.get(1).usedBytes();
        it.protect();
        long sum = 0;
        for (int segment = 1; segment <= 3; segment++) {
            sum += Files.size(it.parity(2, segment, 3));
        }
        assertEquals(before + sum, it.drives.get(1).usedBytes());
        assertEquals(sum, it.shield.figures().parityBytes());
        assertEquals(0, it.shield.figures().unshieldedSegments());
        reopen(ShieldMode.AUTOMATIC, 2);
        assertEquals(sum, it.shield.figures().parityBytes());
        assertTrue(it.shield.step(1 << 20).isIdle());
    }

    @Test
    void whatWasSealedBeforeAnEndIsCaughtUpWith() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(4, 900, random);
        assertFalse(it.shield.step(1).isIdle()); // one job begun
        reopen(ShieldMode.LIGHT, 1);
        assertEquals(4, it.shield.figures().unshieldedSegments());
        it.protect();
        assertEquals(0, it.shield.figures().unshieldedSegments());
        try (Stream<Path> names = Files.list(it.lent(1).root().resolve("parity"))) {
            assertEquals(4, names.count());
        }
    }

    @Test
    void parityOfAnotherModeIsReplacedAndOffDeletesIt() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(2, 900, random);
        it.protect();
        assertTrue(Files.exists(it.parity(1, 1, 1)));
        reopen(ShieldMode.STRONG, 1);
        it.protect();
        assertFalse(Files.exists(it.parity(1, 1, 1)));
        assertTrue(Files.exists(it.parity(1, 1, 3)));
        reopen(ShieldMode.OFF, 1);
        it.protect();
        assertFalse(Files.exists(it.parity(1, 1, 3)));
        assertEquals(0, it.shield.figures().parityBytes());
        it.checkAll();
    }

    @Test
    void compactionTakesTheParityAlong() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(3, 900, random);
        it.protect();
        for (int number : List.copyOf(it.stored.keySet())) {
            if (NumberedRecords.segment(it.store, number) == 1) {
                NumberedRecords.delete(it.store, number);
                it.stored.remove(number);
            }
        }
        Compaction compaction = new Compaction(it.store);
        while (!compaction.step(1 << 20).isIdle()) {
            assertTrue(it.access.sealed().size() < 100);
        }
        assertFalse(Files.exists(it.segment(1)));
        assertFalse(Files.exists(it.parity(1, 1, 3)));
        it.protect();
        it.checkAll();
    }

    @Test
    void aFileWithoutItsSegmentIsDeleted() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.LIGHT, 1);
        it.fill(1, 900, random);
        it.protect();
        Files.copy(it.parity(1, 1, 1), it.parity(1, 99, 1));
        Files.createFile(it.parity(1, 98, 1).resolveSibling("half.p1.new"));
        reopen(ShieldMode.LIGHT, 1);
        it.protect();
        assertFalse(Files.exists(it.parity(1, 99, 1)));
        try (Stream<Path> names = Files.list(it.lent(1).root().resolve("parity"))) {
            assertEquals(1, names.count());
        }
    }

    @Test
    void aSegmentWhoseEndIsCutOffIsRestoredAtTheStart() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(2, 900, random);
        it.protect();
        byte[] before = it.bytes(it.segment(1));
        ParityLayout layout = new ParityLayout(before.length, 3);
        it.close();
        it.truncate(it.segment(1), layout.dataPosition(14, 0) + 5);
        it.open(ShieldMode.STRONG, 1);
        assertArrayEquals(before, it.bytes(it.segment(1)));
        it.checkAll();
        // beyond that, what is left counts, and the rest is lost
        it.close();
        it.truncate(it.segment(1), layout.dataPosition(12, 0));
        it.open(ShieldMode.STRONG, 1);
        int lost = it.access.lost(1000).size();
        assertTrue(lost > 0);
        it.protect();
        it.scrubOnce();
        assertEquals(lost, it.access.lost(1000).size());
    }

    @Test
    void aCutOffSegmentIsRestoredThoughTheIndexIsGone() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(3, 900, random);
        it.protect();
        byte[] before = it.bytes(it.segment(1));
        it.close();
        it.truncate(it.segment(1), before.length - 200);
        it.index = NumberedRecords.newIndex();
        it.open(ShieldMode.STRONG, 1);
        assertArrayEquals(before, it.bytes(it.segment(1)));
        it.checkAll();
    }

    @Test
    void aSegmentThatIsCutOffWhileItIsInUseIsRestoredByARead() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(2, 900, random);
        it.protect();
        byte[] before = it.bytes(it.segment(1));
        ParityLayout layout = new ParityLayout(before.length, 3);
        it.truncate(it.segment(1), layout.dataPosition(14, 0));
        it.checkAll();
        it.scrubOnce();
        assertArrayEquals(before, it.bytes(it.segment(1)));
    }

    @Test
    void aTableIsReadFromItsCopyAndMended() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.protect();
        Path parity = it.parity(1, 1, 3);
        byte[] before = it.bytes(parity);
        byte[] segment = it.bytes(it.segment(1));
        for (int position : new int[] {10, 130, before.length - 5, before.length - 200}) {
            it.flip(parity, position, 2);
            it.spoil(it.segment(1), 512, 1000, random);
            it.scrubOnce();
            assertArrayEquals(before, it.bytes(parity));
            assertArrayEquals(segment, it.bytes(it.segment(1)));
        }
    }

    @Test
    void parityWithoutATableIsMadeAnew() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.protect();
        Path parity = it.parity(1, 1, 3);
        byte[] before = it.bytes(parity);
        it.flip(parity, 130, 2);
        it.flip(parity, before.length - 300, 2);
        it.scrubOnce();
        it.protect();
        assertArrayEquals(before, it.bytes(parity));
        it.truncate(parity, 100);
        it.scrubOnce();
        it.protect();
        assertArrayEquals(before, it.bytes(parity));
        Files.delete(parity);
        it.scrubOnce();
        it.protect();
        assertArrayEquals(before, it.bytes(parity));
        it.checkAll();
    }

    @Test
    void wrongParityNeverChangesARecordThatIsWhole() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.protect();
        Path segment = it.segment(1);
        byte[] before = it.bytes(segment);
        byte[] parity = it.bytes(it.parity(1, 1, 3));
        Path other = folder.resolve("other");
        Files.write(other, before);
        it.flip(other, NumberedRecords.payloadPosition(it.store, 0), 5);
        writeParityOf(other, before.length);
        it.scrubOnce();
        assertArrayEquals(before, it.bytes(segment));
        it.protect();
        assertArrayEquals(parity, it.bytes(it.parity(1, 1, 3)));
        it.checkAll();
    }

    private void writeParityOf(Path file, long byteCount) throws IOException {
        ParityLayout layout = new ParityLayout(byteCount, 3);
        byte[] head = it.bytes(file);
        ParityTable table =
                new ParityTable(
                        new ParityKey(first(), 1),
                        layout,
                        BlockCheck.of(ByteBuffer.wrap(head, 0, ParityTable.IDENTITY_BYTES)));
        Column column = new Column(layout, new StripeCode(3));
        try (OpenFile in = it.files.openForReading(file);
                OpenFile out = it.files.openForWriting(it.parity(1, 1, 3))) {
            column.loadData(0, in);
            column.encode();
            column.enter(table);
            for (int i = 0; i < 3; i++) {
                out.write(layout.parityPosition(i, 0), column.bytes(DATA + i));
            }
            table.write(out);
        }
    }

    @Test
    void parityOfAnotherSegmentWithThatNumberIsMadeAnew() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.protect();
        it.close();
        byte[] old = it.bytes(it.parity(1, 1, 3));
        Files.delete(it.segment(1));
        Files.delete(it.segment(2));
        it.stored.clear();
        it.index = NumberedRecords.newIndex();
        it.now.updateAndGet(instant -> instant.plusSeconds(60));
        it.open(ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        Files.write(it.parity(1, 1, 3), old);
        it.close();
        it.open(ShieldMode.STRONG, 1);
        byte[] segment = it.bytes(it.segment(1));
        it.scrubOnce();
        it.protect();
        it.scrubOnce();
        assertArrayEquals(segment, it.bytes(it.segment(1)));
        it.checkAll();
    }

    @Test
    void damageFromBeforeTheParityCostsItsRecordOnly() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 1);
        it.fill(1, 900, random);
        it.flip(it.segment(1), NumberedRecords.payloadPosition(it.store, 2), 1);
        it.protect();
        assertEquals(1, it.access.lost(10).size());
        assertNull(NumberedRecords.read(it.store, 2));
        assertEquals(1, it.shield.figures().lostRecords());
    }

    @Test
    void aFullDriveGetsNoParityAndTheNextOneDoes() throws Exception {
        open(ShieldedStore.SMALL, ShieldMode.STRONG, 2);
        it.fill(1, 900, random);
        assertFalse(it.shield.step(1 << 20).isIdle()); // the second drive is full in fill()
        it.shield.step(1 << 20);
        assertTrue(Files.exists(it.parity(1, 1, 3)));
        assertFalse(Files.exists(it.parity(2, 1, 3)));
    }
}
