// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the drive shield and the scrub need of a store: its segments as files, their records, and a
/// way to put mended bytes in place.
///
/// Threads: any. Errors: [StoreException] if the drive is away or fails.
public final class SegmentAccess {
    private static final int PAGE = 4096;

    private final RecordStore store;

    /// @param store that is open
    public SegmentAccess(RecordStore store) {
        this.store = store;
    }

    /// A sealed segment.
    ///
    /// @param drive where it is
    /// @param number which
    /// @param file its file
    /// @param byteCount length of the file
    /// @param liveBytes what its records take that still count
    /// @param isSealed false only where open ones were asked for
    public record Sealed(
            DriveId drive,
            int number,
            Path file,
            long byteCount,
            long liveBytes,
            boolean isSealed) {}

    /// Whether a record is as it was written.
    public enum Verdict {
        /// It is.
        WHOLE,
        /// It counts no more, or is elsewhere now: nobody reads these bytes.
        DEAD,
        /// Its bytes are not those that were written.
        DAMAGED
    }

    /// Whether bytes are the first 64 of a segment, whenever it was made.
    public static boolean isHeader(ByteBuffer bytes, DriveId drive, int number) {
        return SegmentFormat.identity(bytes)
                .equals(Optional.of(new SegmentFormat.Identity(number, drive)));
    }

    /// The drives whose segments can be read.
    public List<Drive> openDrives() {
        return store.open().stream().map(DriveSegments::drive).toList();
    }

    /// The sealed segments of the drives that are there, ascending by number on each drive.
    public List<Sealed> sealed() {
        List<Sealed> sealed = new ArrayList<>();
        for (DriveSegments drive : store.open()) {
            sealed.addAll(list(drive, EnumSet.of(SegmentPhase.SEALED)));
        }
        return sealed;
    }

    /// A segment, if it is sealed and its drive is there.
    public Optional<Sealed> sealed(DriveId drive, int number) {
        return store.segments(drive).filter(DriveSegments::isOpen).stream()
                .flatMap(its -> list(its, EnumSet.of(SegmentPhase.SEALED)).stream())
                .filter(segment -> segment.number() == number)
                .findFirst();
    }

    /// All segments of a drive that have records, also the one that takes more, ascending by
    /// number.
    public List<Sealed> all(DriveId drive) throws StoreException {
        return list(segments(drive), EnumSet.of(SegmentPhase.SEALED, SegmentPhase.OPEN));
    }

    private static List<Sealed> list(DriveSegments drive, Set<SegmentPhase> phases) {
        return drive.rows().stream()
                .filter(row -> phases.contains(row.phase()))
                .sorted(Comparator.comparingInt(row -> row.id().number()))
                .map(row ->
                        new Sealed(
                                drive.drive().id(),
                                row.id().number(),
                                drive.path(row.id().number()),
                                row.byteCount(),
                                row.liveBytes(),
                                row.phase() == SegmentPhase.SEALED))
                .toList();
    }

    /// Whether the owner's rules let a step of work on a drive begin.
    public boolean mayWork(DriveId drive, DriveUse.Work work) {
        return store.use().mayWork(drive, work);
    }

    /// Returns when the next step of work on a drive may begin.
    ///
    /// @param bytes that the last one read and wrote
    public void awaitAfter(DriveId drive, long bytes) throws InterruptedException {
        store.use().awaitAfter(drive, bytes);
    }

    /// The drive itself, for its room and its alerts.
    public Drive drive(DriveId drive) throws StoreException {
        return segments(drive).drive();
    }

    private DriveSegments segments(DriveId drive) throws StoreException {
        Optional<DriveSegments> its = store.segments(drive);
        if (its.isEmpty() || !its.get().isOpen()) {
            throw new DriveUnavailableException("drive " + drive + " is not there");
        }
        return its.get();
    }

    /// The records of a segment, dead ones too, in the order of their positions.
    public List<SegmentEntry> entries(DriveId drive, int number)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        try {
            return its.entries(number, false);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (IOException e) {
            throw its.drive().readFailed(e);
        }
    }

    /// The same, or only the records that count, if the list of them cannot be read.
    public List<SegmentEntry> knownEntries(DriveId drive, int number)
            throws StoreException, InterruptedException {
        try {
            return entries(drive, number);
        } catch (DriveUnavailableException e) {
            if (!segments(drive).drive().isPresent()) {
                throw e;
            }
            return unlisted(drive, number, Set.of(), -1);
        }
    }

    /// Records that count and are not among those that [#entries] found, because their headers are
    /// damaged. Reads the whole table, if there are any.
    ///
    /// @param listed positions of the records that are known
    /// @param liveCount how many of them count
    public List<SegmentEntry> unlisted(DriveId drive, int number, Set<Long> listed, long liveCount)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        boolean isComplete =
                its.rows().stream()
                        .filter(row -> row.id().number() == number)
                        .allMatch(row -> row.liveCount() <= liveCount);
        List<SegmentEntry> unlisted = new ArrayList<>();
        if (isComplete) {
            return unlisted;
        }
        store.flushIndex();
        RecordKey from = RecordKey.ofMetadata(FIRST);
        while (true) {
            Map<RecordKey, RecordLocation> page = store.index().onDrive(its.ordinal(), from, PAGE);
            for (Map.Entry<RecordKey, RecordLocation> entry : page.entrySet()) {
                from = RecordIndex.after(entry.getKey());
                RecordLocation at = entry.getValue();
                if (at.segment() == number && !listed.contains(at.position())) {
                    unlisted.add(entry(entry.getKey(), at));
                }
            }
            if (page.size() < PAGE) {
                return unlisted;
            }
        }
    }

    private static SegmentEntry entry(RecordKey key, RecordLocation at) {
        RecordKind kind = key.isSliver() ? RecordKind.SLIVER : RecordKind.METADATA;
        return new SegmentEntry(kind, key, at.position(), at.payloadBytes(), at.sequence());
    }

    /// Reads bytes of a segment, unchecked.
    ///
    /// @return how many bytes were read; fewer than asked for only at the end of the file
    public int read(DriveId drive, int number, long position, ByteBuffer target)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        try (SegmentFiles.Handle handle = its.files().open(number)) {
            return handle.readFully(position, target);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (IOException e) {
            throw its.drive().readFailed(e);
        }
    }

    /// Reads a record and checks it.
    public Verdict check(DriveId drive, int number, SegmentEntry entry)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        RecordLocation location = entry.location(its.ordinal(), number);
        boolean live =
                entry.kind() == RecordKind.TOMBSTONE
                        || store.index().find(entry.key()).equals(Optional.of(location));
        if (!live) {
            return Verdict.DEAD;
        }
        return isWhole(its, entry, location) ? Verdict.WHOLE : Verdict.DAMAGED;
    }

    private static boolean isWhole(DriveSegments its, SegmentEntry entry, RecordLocation location)
            throws StoreException, InterruptedException {
        try {
            its.reader().check(entry.key(), location);
            return true;
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (RecordDamage e) {
            return false;
        } catch (IOException e) {
            return isReadable(its, entry, location, e);
        }
    }

    private static boolean isReadable(
            DriveSegments its, SegmentEntry entry, RecordLocation location, IOException failure)
            throws StoreException, InterruptedException {
        try {
            if (its.isUnreadable(entry.key(), location, failure)) {
                return false; // a sector that cannot be read
            }
            its.reader().check(entry.key(), location);
            return true;
        } catch (StoreException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (RecordDamage e) {
            return false;
        } catch (IOException e) {
            throw its.drive().readFailed(e);
        }
    }

    /// Writes mended bytes over damaged ones and forces them.
    ///
    /// @param mended what must be there, position to limit
    public void mend(DriveId drive, int number, long position, ByteBuffer mended)
            throws StoreException {
        DriveSegments its = segments(drive);
        if (!its.isSealed(number) || !its.drive().checkMarker()) {
            throw new StoreException("segment " + number + " of drive " + drive + " is not sealed");
        }
        try (OpenFile file = its.files().files().openForWriting(its.path(number))) {
            file.write(position, mended);
            file.force();
        } catch (IOException e) {
            throw its.drive().writeFailed(e);
        }
    }

    /// Takes a record for lost that [#check] found damaged and that cannot be mended.
    ///
    /// @return false if it counts no more
    public boolean markLost(DriveId drive, int number, SegmentEntry entry)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        return store.markLost(
                its, entry.key(), entry.location(its.ordinal(), number), "found by a scrub");
    }

    /// Takes back a record that was lost and is whole again, after its segment was mended.
    ///
    /// @return false if it was not lost, or is not whole
    public boolean readopt(DriveId drive, int number, SegmentEntry entry)
            throws StoreException, InterruptedException {
        DriveSegments its = segments(drive);
        RecordLocation location = entry.location(its.ordinal(), number);
        return isWhole(its, entry, location) && store.index().found(entry.key(), location);
    }

    /// Records that are lost, metadata included.
    ///
    /// @param limit most keys
    public List<RecordKey> lost(int limit) throws StoreException, InterruptedException {
        return store.index().listLost(RecordKey.ofMetadata(FIRST), limit);
    }

    private static final BlobId FIRST = SegmentFormat.NO_KEY.blobId();

    private static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }
}
