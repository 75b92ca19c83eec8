// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.drive.Drives;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores with an index in memory and records that have numbers, for tests of other packages.
public final class NumberedRecords {
    private NumberedRecords() {}

    /// A new index.
    public static SegmentIndex newIndex() {
        return new MemoryIndex();
    }

    /// What an index has written.
    public static SegmentIndex copyOf(SegmentIndex index) {
        return ((MemoryIndex) index).copy();
    }

    /// Opens a store that writes on the threads that call it.
    public static RecordStore open(
            SegmentConfig config,
            Drives drives,
            SegmentIndex index,
            InstantSource clock,
            SegmentListener listener)
            throws StoreException, InterruptedException {
        return RecordStore.open(config, drives, index, clock, Runnable::run, listener);
    }

    public static void put(RecordStore store, int number, byte[] bytes)
            throws StoreException, InterruptedException {
        RecordKey key = StoreFixture.key(number);
        store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes));
    }

    public static void delete(RecordStore store, int number)
            throws StoreException, InterruptedException {
        store.delete(List.of(StoreFixture.key(number)));
    }

    /// The bytes of a record; null if it is not there or damaged.
    public static byte @Nullable [] read(RecordStore store, int number)
            throws StoreException, InterruptedException {
        try {
            return StoreFixture.read(store, StoreFixture.key(number));
        } catch (RecordDamagedException e) {
            return null;
        }
    }

    /// Where a record's payload begins, from the start of its segment.
    public static long payloadPosition(RecordStore store, int number)
            throws StoreException, InterruptedException {
        RecordLocation at = store.index().find(StoreFixture.key(number)).orElseThrow();
        return at.position() + RecordFormat.payloadOffset(at.payloadBytes());
    }

    /// Which segment has a record.
    public static int segment(RecordStore store, int number)
            throws StoreException, InterruptedException {
        return store.index().find(StoreFixture.key(number)).orElseThrow().segment();
    }
}
