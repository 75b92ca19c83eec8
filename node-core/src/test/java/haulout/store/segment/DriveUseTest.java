// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreFullException;
import haulout.store.StoreOutcome;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.file.CountedFiles;
import haulout.store.file.SimulatedFiles;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The store on drives that the owner's rules hold back.
class DriveUseTest {
    private static final int BYTES = 500;

    private final StoreFixture fixture = new StoreFixture();
    private final Rules rules = new Rules();
    private final CountedFiles files = new CountedFiles(new SimulatedFiles(1));
    private final LentDrive lentOne = StoreFixture.lent(1);
    private final LentDrive lentTwo = StoreFixture.lent(2);
    private Drive one = fixture.drive(files, lentOne);
    private Drive two = fixture.drive(files, lentTwo);

    /// What is allowed, and what was asked.
    private static final class Rules implements DriveUse {
        final Set<DriveId> resting = new HashSet<>();
        final Set<DriveId> idle = new HashSet<>();
        long open;
        long awaited;
        long worked;

        @Override
        public boolean begin(DriveId drive, long bytes) {
            boolean may = !resting.contains(drive);
            open += may ? 1 : 0;
            return may;
        }

        @Override
        public void end(DriveId drive, long bytes) {
            open--;
        }

        @Override
        public void awaitWriting(DriveId drive, long bytes) {
            awaited += bytes;
        }

        @Override
        public boolean mayWork(DriveId drive, Work work) {
            return !idle.contains(drive);
        }

        @Override
        public void awaitAfter(DriveId drive, long bytes) {
            worked += bytes;
        }
    }

    @BeforeEach
    void lend() throws Exception {
        StoreFixture.mark(files, lentOne);
        StoreFixture.mark(files, lentTwo);
        one = fixture.drive(files, lentOne);
        two = fixture.drive(files, lentTwo);
        assertTrue(one.checkMarker() && two.checkMarker());
    }

    private RecordStore open() throws Exception {
        return RecordStore.open(
                StoreFixture.SMALL,
                new Drives(List.of(one, two), 0),
                new MemoryIndex(),
                fixture.clock,
                Runnable::run,
                SegmentListener.NONE,
                rules);
    }

    private StoreOutcome put(RecordStore store, int number) throws Exception {
        RecordKey key = StoreFixture.key(number);
        return store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(new byte[BYTES]));
    }

    @Test
    void aRestingDriveTakesNothingNewAndTheOtherGoesOn() throws Exception {
        try (RecordStore store = open()) {
            rules.resting.add(one.id());
            for (int number = 0; number < 20; number++) {
                assertEquals(StoreOutcome.STORED, put(store, number));
            }
            assertEquals(0, one.usedBytes());
            assertTrue(two.usedBytes() > 20 * BYTES);
            rules.resting.add(two.id());
            assertThrows(StoreFullException.class, () -> put(store, 20));
            assertEquals(0, rules.open, "each beginning has its end");
            assertEquals(20 * RecordFormat.diskBytes(BYTES), rules.awaited);
            rules.resting.clear();
            assertEquals(StoreOutcome.STORED, put(store, 20));
            assertTrue(files.writtenBytes() >= 21 * RecordFormat.diskBytes(BYTES));
        }
    }

    @Test
    void compactionLeavesADriveAloneThatMayNotBeWorkedOn() throws Exception {
        try (RecordStore store = open()) {
            rules.resting.add(two.id());
            int count = 400;
            for (int number = 0; number < count; number++) {
                put(store, number);
            }
            for (int number = 0; number < count; number += 2) {
                store.delete(List.of(StoreFixture.key(number)));
            }
            rules.idle.add(one.id());
            Compaction compaction = new Compaction(store);
            assertTrue(compaction.step(1 << 20).isIdle());
            rules.idle.clear();
            assertFalse(compaction.step(2_000).isIdle());
            assertTrue(rules.worked > 0, "its bytes are paid for");
            rules.idle.add(one.id());
            assertTrue(compaction.step(1 << 20).isIdle(), "in the middle of a segment as well");
            rules.idle.clear();
            assertFalse(compaction.step(1 << 20).isIdle());
        }
    }
}
