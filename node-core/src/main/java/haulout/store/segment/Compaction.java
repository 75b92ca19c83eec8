// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.store.drive.DriveUse;
import haulout.store.segment.SegmentFormat.Dead;
import haulout.store.segment.SegmentIndex.SegmentId;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import haulout.store.segment.SegmentIndex.SegmentRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wins back the room of records that count no more: what still counts of a segment is copied to
/// the open one, then the file is deleted.
///
/// Works in steps, for a background worker with a budget. What a step has copied is on the drive
/// when it returns, and a record is at its old place until then; the file goes only when the index
/// has all new places on the drive. So it may end at any moment. The copies take room before the
/// file gives it back: at most one segment, which the owner of the drives keeps back as overhead.
///
/// Threads: one at a time.
public final class Compaction {
    // most copies under way at once: they share a flush
    private static final int MAX_COPIES = 1024;

    /// How long a segment is left alone that could not be read or deleted: the others have their
    /// turn.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Compaction.class);

    private final RecordStore store;
    private final Map<SegmentId, Instant> stuck = new HashMap<>();
    private @Nullable Job job;

    /// The segment that is being emptied.
    private static final class Job {
        private final DriveSegments drive;
        private final SegmentRow row;
        private final List<SegmentEntry> entries;
        private int next;

        private Job(DriveSegments drive, SegmentRow row, List<SegmentEntry> entries) {
            this.drive = drive;
            this.row = row;
            this.entries = entries;
        }
    }

    /// What a step has done.
    ///
    /// @param copiedBytes bytes of records that were written again
    /// @param reclaimedBytes bytes of the file that was deleted, if any
    /// @param isIdle no segment is worth it
    public record Step(long copiedBytes, long reclaimedBytes, boolean isIdle) {}

    /// @param store that is open
    public Compaction(RecordStore store) {
        this.store = store;
    }

    /// Goes on with the segment that was begun, or begins with the one that has most to give.
    ///
    /// @param maxBytes copies no more than this, but at least one record
    /// @throws StoreException if a drive fails; what is copied is kept
    public Step step(long maxBytes) throws StoreException, InterruptedException {
        Job now = job;
        if (now == null || !now.drive.isOpen() || !mayWork(now.drive)) {
            long reclaimed = removeGoing();
            if (reclaimed > 0) {
                store.counters().reclaimedBytes.add(reclaimed);
                return new Step(0, reclaimed, false);
            }
            now = choose().orElse(null);
            job = now;
        }
        if (now == null) {
            return new Step(0, 0, true);
        }
        try {
            long copied = copy(now, maxBytes);
            long reclaimed = now.next == now.entries.size() ? finish(now) : 0;
            store.use().awaitAfter(now.drive.drive().id(), 2 * copied);
            store.counters().copiedBytes.add(copied);
            store.counters().reclaimedBytes.add(reclaimed);
            return new Step(copied, reclaimed, false);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (DriveUnavailableException e) {
            job = null;
            stick(now.row.id());
            throw e;
        } catch (StoreException e) {
            job = null;
            throw e;
        } catch (IOException e) {
            job = null;
            stick(now.row.id());
            throw now.drive.drive().readFailed(e);
        }
    }

    private void stick(SegmentId id) {
        stuck.put(id, store.clock().instant().plus(PATIENCE));
    }

    private boolean isStuck(SegmentId id) {
        Instant until = stuck.get(id);
        Instant now = store.clock().instant();
        return until != null
                && until.isAfter(now)
                && !until.isAfter(now.plus(PATIENCE)); // the clock was set back
    }

    /// Deletes a file that could not be deleted when its records were elsewhere.
    private long removeGoing() throws StoreException, InterruptedException {
        for (DriveSegments drive : store.open()) {
            for (SegmentRow row : drive.rows()) {
                if (row.phase() == SegmentPhase.REMOVING
                        && drive.drive().isWritable()
                        && !isStuck(row.id())) {
                    return remove(drive, row);
                }
            }
        }
        return 0;
    }

    private Optional<Job> choose() throws StoreException, InterruptedException {
        DriveSegments bestDrive = null;
        SegmentRow best = null;
        for (DriveSegments drive : store.open()) {
            if (!drive.drive().isWritable() || !mayWork(drive)) {
                continue;
            }
            List<SegmentRow> rows = drive.rows();
            Optional<SegmentRow> its =
                    rows.stream()
                            .filter(row -> row.phase() == SegmentPhase.SEALED)
                            .filter(row -> isWorthIt(row, rows) && !isStuck(row.id()))
                            .max(Comparator.comparingLong(row -> deadBytes(row, rows)));
            if (its.isPresent()
                    && (best == null || deadBytes(its.get(), rows) > deadBytes(best, rows))) {
                best = its.get();
                bestDrive = drive;
            }
        }
        if (best == null || bestDrive == null) {
            return Optional.empty();
        }
        try {
            List<SegmentEntry> entries = bestDrive.entries(best.id().number(), true);
            return Optional.of(new Job(bestDrive, best, entries));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            stick(best.id());
            throw bestDrive.drive().readFailed(e);
        }
    }

    private boolean mayWork(DriveSegments drive) {
        return store.use().mayWork(drive.drive().id(), DriveUse.Work.COMPACTION);
    }

    private boolean isWorthIt(SegmentRow row, List<SegmentRow> rows) {
        return deadBytes(row, rows) * 100 >= row.byteCount() * store.config().minDeadPercent();
    }

    // the tombstones of the oldest segment name nothing that is still there
    private static long deadBytes(SegmentRow row, List<SegmentRow> rows) {
        boolean oldest = rows.stream().noneMatch(other -> other.id().number() < row.id().number());
        return row.byteCount() - row.liveBytes() - (oldest ? 0 : row.tombstoneBytes());
    }

    private long copy(Job now, long maxBytes)
            throws IOException, StoreException, InterruptedException {
        List<Append> copies = new ArrayList<>();
        long bytes = 0;
        while (now.next < now.entries.size() && bytes < maxBytes && copies.size() < MAX_COPIES) {
            SegmentEntry entry = now.entries.get(now.next);
            Optional<Append> copy = copyOf(now, entry);
            now.next++;
            if (copy.isPresent()) {
                bytes += copy.get().diskBytes();
                copies.add(copy.get());
                now.drive.appender().submit(copy.get());
            }
        }
        for (Append copy : copies) {
            copy.await();
        }
        return bytes;
    }

    private Optional<Append> copyOf(Job now, SegmentEntry entry)
            throws IOException, StoreException, InterruptedException {
        if (entry.kind() == RecordKind.TOMBSTONE) {
            return tombstoneOf(now, entry);
        }
        RecordLocation from = entry.location(now.drive.ordinal(), now.row.id().number());
        if (!entry.kind().isContent()
                || !store.index().find(entry.key()).equals(Optional.of(from))) {
            return Optional.empty();
        }
        Optional<ByteBuffer> payload = read(entry.key());
        if (payload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Append(
                        entry.kind(),
                        entry.key(),
                        entry.sequence(),
                        payload.get(),
                        to -> settle(now, entry, from, to)));
    }

    // deleted meanwhile: the copy must not come back when the index is made anew
    private void settle(Job now, SegmentEntry entry, RecordLocation from, RecordLocation to)
            throws StoreException, InterruptedException {
        if (!store.index().moved(entry.key(), from, to)) {
            now.drive
                    .appender()
                    .submitLater(
                            store.tombstone(
                                    now.drive,
                                    List.of(new Dead(to.segment(), to.position(), entry.key()))));
        }
    }

    private Optional<ByteBuffer> read(RecordKey key) throws StoreException, InterruptedException {
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
            return Optional.empty(); // it counts as lost now
        }
    }

    // of the records that a tombstone names, those whose segments are still there
    private Optional<Append> tombstoneOf(Job now, SegmentEntry entry) throws IOException {
        Set<Integer> there = new TreeSet<>();
        now.drive.rows().forEach(row -> there.add(row.id().number()));
        there.remove(now.row.id().number());
        List<Dead> dead;
        try {
            dead = now.drive.dead(now.row.id().number(), entry);
        } catch (RecordDamage e) {
            return Optional.empty();
        } catch (IOException e) {
            RecordLocation at = entry.location(now.drive.ordinal(), now.row.id().number());
            if (now.drive.isUnreadable(SegmentFormat.NO_KEY, at, e)) {
                return Optional.empty(); // what it names may be back when the index is made anew
            }
            throw e;
        }
        List<Dead> kept = dead.stream().filter(one -> there.contains(one.segment())).toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(store.tombstone(now.drive, kept));
    }

    private static boolean stillLive(Job now) {
        return now.drive.rows().stream()
                .anyMatch(row -> row.id().equals(now.row.id()) && row.liveCount() != 0);
    }

    private long finish(Job now) throws StoreException, InterruptedException {
        RecordIndex index = store.index();
        job = null;
        if (stillLive(now)) {
            // its count and its records disagree: keep the file, whatever the cause
            stick(now.row.id());
            log.atError().addKeyValue("segment", now.row.id()).log("segment is not empty");
            return 0;
        }
        index.lock().lock();
        try {
            index.segmentIs(now.row.id(), SegmentPhase.REMOVING, now.row.byteCount());
        } finally {
            index.lock().unlock();
        }
        return remove(now.drive, now.row);
    }

    /// @return bytes of the file; 0 if it is still there, to be deleted later
    private long remove(DriveSegments drive, SegmentRow row)
            throws StoreException, InterruptedException {
        RecordIndex index = store.index();
        store.flushIndex();
        try {
            drive.deleteSegment(row.id().number());
        } catch (IOException e) {
            stick(row.id()); // another program has it open, perhaps
            log.atWarn().addKeyValue("segment", row.id()).setCause(e).log("not deleted yet");
            return 0;
        }
        index.lock().lock();
        try {
            index.segmentGone(row.id());
        } finally {
            index.lock().unlock();
        }
        return row.byteCount();
    }
}
