// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.Drives;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings every record of one drive to the others, so that its owner can have it back.
///
/// Works in steps. What a step has copied is on its new drive when it returns, and a record is at
/// its old place until then; so it may end at any moment and be begun again: what is elsewhere
/// already is not copied twice. Nothing new comes to a drive that does not take in.
///
/// Threads: one at a time.
public final class Evacuation {
    // the whole table is read for each page
    private static final int PAGE = 16_384;
    // most copies under way at once: they share a flush
    private static final int MAX_COPIES = 256;

    private final RecordStore store;
    private final DriveSegments from;
    private final Deque<Map.Entry<RecordKey, RecordLocation>> page = new ArrayDeque<>();
    private RecordKey next = RecordKey.ofMetadata(SegmentFormat.NO_KEY.blobId());
    private boolean sawAny;

    /// What a step has done.
    ///
    /// @param movedBytes bytes of records that are elsewhere now
    /// @param isDone nothing that counts is left on the drive
    public record Step(long movedBytes, boolean isDone) {}

    /// @param store that is open
    /// @throws StoreException if the drive is not there
    public Evacuation(RecordStore store, DriveId drive) throws StoreException {
        this.store = store;
        this.from =
                store.segments(drive)
                        .orElseThrow(() -> new StoreException("drive " + drive + " is not lent"));
    }

    /// Goes on.
    ///
    /// @param maxBytes copies no more than this, but at least one record
    /// @throws StoreException if a drive fails or the others are full; what is copied is kept
    public Step step(long maxBytes) throws StoreException, InterruptedException {
        if (page.isEmpty() && !fill()) {
            return new Step(0, true);
        }
        List<Append> copies = new ArrayList<>();
        List<Drives.Reservation> reservations = new ArrayList<>();
        long bytes = 0;
        try {
            while (!page.isEmpty() && bytes < maxBytes && copies.size() < MAX_COPIES) {
                Map.Entry<RecordKey, RecordLocation> record = page.removeFirst();
                Optional<ByteBuffer> payload = read(record.getKey(), record.getValue());
                if (payload.isPresent()) {
                    bytes += record.getValue().diskBytes();
                    copies.add(
                            copy(record.getKey(), record.getValue(), payload.get(), reservations));
                }
            }
            for (Append copy : copies) {
                copy.await();
            }
        } finally {
            reservations.forEach(Drives.Reservation::close);
        }
        return new Step(bytes, false);
    }

    /// @return false if nothing is left
    private boolean fill() throws StoreException, InterruptedException {
        store.flushIndex();
        Map<RecordKey, RecordLocation> found = store.index().onDrive(from.ordinal(), next, PAGE);
        if (found.isEmpty()) {
            if (!sawAny) {
                return false;
            }
            // what failed on the way, or came meanwhile
            next = RecordKey.ofMetadata(SegmentFormat.NO_KEY.blobId());
            sawAny = false;
            return fill();
        }
        sawAny = true;
        for (Map.Entry<RecordKey, RecordLocation> record : found.entrySet()) {
            page.add(Map.entry(record.getKey(), record.getValue()));
            next = RecordIndex.after(record.getKey());
        }
        return true;
    }

    private Append copy(
            RecordKey key,
            RecordLocation at,
            ByteBuffer payload,
            List<Drives.Reservation> reservations)
            throws StoreException, InterruptedException {
        Drives.Reservation room = store.drives().reserve(at.diskBytes(), Set.of(from.drive()));
        reservations.add(room);
        Append append =
                new Append(
                        key.space() == RecordKey.METADATA_SPACE
                                ? RecordKind.METADATA
                                : RecordKind.SLIVER,
                        key,
                        at.sequence(),
                        payload,
                        to -> settle(room.drive(), key, at, to));
        store.submit(room.drive(), append);
        return append;
    }

    // deleted meanwhile: the copy must not come back when the index is made anew
    private void settle(Drive drive, RecordKey key, RecordLocation at, RecordLocation to)
            throws StoreException, InterruptedException {
        if (!store.index().moved(key, at, to)) {
            store.buryLater(
                    drive, List.of(new SegmentFormat.Dead(to.segment(), to.position(), key)));
        }
    }

    private Optional<ByteBuffer> read(RecordKey key, RecordLocation at)
            throws StoreException, InterruptedException {
        if (!store.index().find(key).equals(Optional.of(at))) {
            return Optional.empty(); // deleted, or somewhere else already
        }
        try {
            Optional<StoredBytes> stored = store.open(key);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            try (StoredBytes bytes = stored.get()) {
                ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(bytes.byteCount()));
                bytes.read(0, payload);
                return Optional.of(payload.flip());
            }
        } catch (RecordDamagedException e) {
            return Optional.empty(); // it counts as lost now, and the network brings it back
        }
    }
}
