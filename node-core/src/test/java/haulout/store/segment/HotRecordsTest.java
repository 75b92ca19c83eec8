// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read more than once comes from memory, and only as long as it is still there.
class HotRecordsTest {
    private static final RecordKey KEY = StoreFixture.key(1);
    private static final RecordKey OTHER = StoreFixture.key(2);

    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles files = new SimulatedFiles(512);
    private final LentDrive lent = StoreFixture.lent(1);
    private RecordStore store;

    @BeforeEach
    void open() throws Exception {
        StoreFixture.mark(files, lent);
        files.setRoom(1L << 40, 1L << 39);
        Drive drive = fixture.drive(files, lent);
        store = fixture.open(StoreFixture.SMALL, new MemoryIndex(), Runnable::run, List.of(drive));
    }

    private byte[] put(RecordKey key, int byteCount, int seed) throws Exception {
        byte[] bytes = new byte[byteCount];
        new Random(seed).nextBytes(bytes);
        store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void damage(RecordKey key) throws Exception {
        RecordLocation at = store.index().find(key).orElseThrow();
        Path file = Path.of("/drive1", "segments", "%010d.seg".formatted(at.segment()));
        byte[] bytes = files.bytes(file);
        bytes[(int) at.position() + RecordFormat.payloadOffset(at.payloadBytes()) + 50] ^= 4;
        files.setBytes(file, bytes);
    }

    private static byte[] all(StoredBytes stored) throws Exception {
        try (stored) {
            ByteBuffer whole = stored.whole().orElseThrow();
            byte[] bytes = new byte[whole.remaining()];
            whole.get(bytes);
            return bytes;
        }
    }

    private void readTwice(RecordKey key, byte[] expected) throws Exception {
        assertEquals(Optional.empty(), store.openIfReady(key));
        assertArrayEquals(expected, StoreFixture.read(store, key));
        assertEquals(Optional.empty(), store.openIfReady(key), "kept though read once only");
        assertArrayEquals(expected, StoreFixture.read(store, key));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 20_000, RecordFormat.BLOCK_BYTES})
    void theSecondReadKeepsARecordUntilMemoryIsGivenBack(int byteCount) throws Exception {
        byte[] bytes = put(KEY, byteCount, 1);
        readTwice(KEY, bytes);
        damage(KEY);
        assertArrayEquals(bytes, all(store.openIfReady(KEY).orElseThrow()));
        assertArrayEquals(bytes, StoreFixture.read(store, KEY));
        store.releaseMemory();
        assertEquals(Optional.empty(), store.openIfReady(KEY));
        assertThrows(RecordDamagedException.class, () -> store.open(KEY));
    }

    @Test
    void whatWasDeletedIsNotGivenAndWhatComesBackIsWhatCameBack() throws Exception {
        readTwice(KEY, put(KEY, 20_000, 1));
        store.delete(List.of(KEY));
        assertEquals(Optional.empty(), store.openIfReady(KEY));
        assertEquals(Optional.empty(), store.open(KEY));
        byte[] second = put(KEY, 20_000, 2);
        assertEquals(Optional.empty(), store.openIfReady(KEY));
        assertArrayEquals(second, StoreFixture.read(store, KEY));
        assertArrayEquals(second, StoreFixture.read(store, KEY));
        assertArrayEquals(second, all(store.openIfReady(KEY).orElseThrow()));
    }

    @Test
    void whenAnotherRecordGoesItIsFoundAgainButNotReadAgain() throws Exception {
        byte[] bytes = put(KEY, 20_000, 1);
        put(OTHER, 300, 2);
        readTwice(KEY, bytes);
        store.delete(List.of(OTHER));
        assertEquals(Optional.empty(), store.openIfReady(KEY));
        damage(KEY);
        assertArrayEquals(bytes, StoreFixture.read(store, KEY));
        assertArrayEquals(bytes, all(store.openIfReady(KEY).orElseThrow()));
    }

    @Test
    void aRecordThatWasMarkedLostIsNotGiven() throws Exception {
        readTwice(KEY, put(KEY, 20_000, 1));
        RecordLocation at = store.index().find(KEY).orElseThrow();
        store.index().lock().lock();
        try {
            assertTrue(store.index().lost(KEY, at));
        } finally {
            store.index().lock().unlock();
        }
        assertEquals(Optional.empty(), store.openIfReady(KEY));
        assertEquals(Optional.empty(), store.open(KEY));
    }

    @Test
    void theDriveHasToBeThere() throws Exception {
        readTwice(KEY, put(KEY, 20_000, 1));
        assertTrue(store.openIfReady(KEY).isPresent());
        files.setGone(true);
        store.drives().all().getFirst().checkMarker();
        assertEquals(Optional.empty(), store.openIfReady(KEY));
    }

    @Test
    void anOpenRecordOutlivesItsPlaceInMemory() throws Exception {
        byte[] bytes = put(KEY, 20_000, 1);
        byte[] other = put(OTHER, 20_000, 2);
        readTwice(KEY, bytes);
        StoredBytes open = store.openIfReady(KEY).orElseThrow();
        store.releaseMemory();
        readTwice(OTHER, other); // it would take the same buffer
        assertArrayEquals(bytes, all(open));
        assertThrows(IllegalStateException.class, open::whole);
        open.close();
    }

    @Test
    void memoryIsBoundedAndTheOldestGoesFirst() {
        HotRecords records = new HotRecords();
        int each = 1 << 20;
        List<CheckedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            CheckedBlock block =
                    new CheckedBlock(ByteBuffer.allocate(each), null, new BlockBuffers());
            RecordLocation location = new RecordLocation(0, 1, 64L * i, each, i);
            records.read(StoreFixture.key(i), location, 5, block);
            records.read(StoreFixture.key(i), location, 5, block);
            block.letGo();
            blocks.add(block);
        }
        int kept = (int) (HotRecords.MAX_BYTES / each);
        for (int i = 0; i < 40; i++) {
            boolean isKept = i >= 40 - kept;
            assertEquals(isKept, records.open(StoreFixture.key(i), 5).isPresent(), "record " + i);
            assertEquals(isKept, blocks.get(i).hold(), "record " + i);
            assertFalse(records.open(StoreFixture.key(i), 6).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 20_000, 200_000})
    void aCheckReadsWhatIsOnTheDriveHoweverLatelyItWasRead(int byteCount) throws Exception {
        readTwice(KEY, put(KEY, byteCount, 1));
        RecordLocation at = store.index().find(KEY).orElseThrow();
        RecordReader reader = store.segments(lent.id()).orElseThrow().reader();
        reader.check(KEY, at);
        damage(KEY);
        assertThrows(RecordDamage.class, () -> reader.check(KEY, at));
    }

    @Test
    void aLargeRecordIsCheckedOnceAndItsBlocksWheneverTheyAreRead() throws Exception {
        byte[] bytes = put(KEY, 200_000, 1);
        assertArrayEquals(bytes, StoreFixture.read(store, KEY));
        damage(KEY);
        try (StoredBytes open = store.open(KEY).orElseThrow()) {
            ByteBuffer target = ByteBuffer.allocateDirect(RecordFormat.BLOCK_BYTES);
            assertThrows(StoreException.class, () -> open.read(0, target));
            assertEquals(0, target.position());
        }
        assertThrows(RecordDamagedException.class, () -> store.open(KEY));
        assertFalse(store.contains(KEY));
    }
}
