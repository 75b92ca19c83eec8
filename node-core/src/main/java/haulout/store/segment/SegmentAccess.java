// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.BlobId;
import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import haulout.store.segment.SegmentIndex.SegmentRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the drive shield and the scrub need of a store: its segments as files, their records, and a
/// way to put mended bytes in place.
///
/// Threads: any. Errors: [StoreException] if the drive is away or fails.
public final class SegmentAccess {
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
    public record Sealed(DriveId drive, int number, Path file, long byteCount, long liveBytes) {}

    /// Whether a record is as it was written.
    public enum Verdict {
        /// It is.
        WHOLE,
        /// It counts no more, or is elsewhere now: nobody reads these bytes.
        DEAD,
        /// Its bytes are not those that were written.
        DAMAGED
    }

    /// The sealed segments of the drives that are there, ascending by drive and number.
    public List<Sealed> sealed() {
        List<Sealed> sealed = new ArrayList<>();
        for (DriveSegments drive : store.open()) {
            List<SegmentRow> rows = new ArrayList<>(drive.rows());
            rows.sort(Comparator.comparingInt(row -> row.id().number()));
            for (SegmentRow row : rows) {
                if (row.phase() == SegmentPhase.SEALED) {
                    sealed.add(
                            new Sealed(
                                    drive.drive().id(),
                                    row.id().number(),
                                    drive.path(row.id().number()),
                                    row.byteCount(),
                                    row.liveBytes()));
                }
            }
        }
        return sealed;
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
            return its.entries(number);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (IOException e) {
            throw its.drive().readFailed(e);
        }
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
        try (StoredBytes bytes = its.reader().open(entry.key(), location)) {
            return bytes.byteCount() == entry.payloadBytes();
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (RecordDamage e) {
            return false;
        } catch (IOException e) {
            if (its.drive().checkMarker()) {
                return false; // a sector that cannot be read
            }
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
