// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.Drives;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.segment.SegmentAccess.Verdict;
import haulout.store.segment.SegmentEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Makes the parity of one segment, step by step: computes it column by column into a file that has
/// no valid name yet, then checks the records, so that damage is not taken for the truth unnoticed.
///
/// One thread.
final class ParityJob implements AutoCloseable {
    private final SegmentAccess access;
    private final Sealed segment;
    private final Drive source;
    private final Drives.Reservation reservation;
    private final ParityFile file;
    private final ParityLayout layout;
    private final ParityTable table;
    private final Column column;
    private final OpenFile in;
    private final OpenFile out;
    private int nextColumn;
    private int nextEntry;
    private List<SegmentEntry> entries = List.of();
    private long lostRecords;
    private boolean ended;

    private ParityJob(
            SegmentAccess access,
            Sealed segment,
            Drive source,
            Drives.Reservation reservation,
            ParityFile file,
            ParityTable table,
            OpenFile in,
            OpenFile out) {
        this.access = access;
        this.segment = segment;
        this.source = source;
        this.reservation = reservation;
        this.file = file;
        this.layout = table.layout();
        this.table = table;
        this.column = new Column(layout, new StripeCode(layout.parityCount()));
        this.in = in;
        this.out = out;
    }

    /// Begins.
    ///
    /// @param reservation of room for the file; this job's from now on
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed with the job
    static ParityJob begin(
            SegmentAccess access,
            Sealed segment,
            Drives.Reservation reservation,
            ParityLayout layout)
            throws IOException {
        Drive target = reservation.drive();
        ParityKey key = new ParityKey(segment.drive(), segment.number());
        ParityFile file = new ParityFile(key, target, layout.parityCount(), layout.fileBytes());
        OpenFile in = null;
        OpenFile out = null;
        boolean begun = false;
        try {
            Drive source = access.drive(segment.drive());
            in = openSegment(source, segment);
            long identity = identity(source, in);
            out = create(target, file);
            begun = true;
            return new ParityJob(
                    access,
                    segment,
                    source,
                    reservation,
                    file,
                    new ParityTable(key, layout, identity),
                    in,
                    out);
        } finally {
            if (!begun) {
                reservation.close();
                if (in != null) {
                    in.close();
                }
            }
        }
    }

    @MustBeClosed
    private static OpenFile openSegment(Drive source, Sealed segment) throws StoreException {
        try {
            return source.files().openForReading(segment.file());
        } catch (IOException e) {
            throw source.readFailed(e);
        }
    }

    private static long identity(Drive source, OpenFile in) throws StoreException {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(ParityTable.IDENTITY_BYTES);
            in.readFully(0, bytes);
            return BlockCheck.of(bytes.flip());
        } catch (IOException e) {
            throw source.readFailed(e);
        }
    }

    @MustBeClosed
    private static OpenFile create(Drive target, ParityFile file) throws StoreException {
        if (!target.checkMarker()) { // an empty mount point is never filled
            throw new StoreException("drive " + target.root() + " is not there");
        }
        FileLayer files = target.files();
        try {
            Path folder = ParityFile.folder(target);
            if (!files.exists(folder)) {
                files.createDirectories(folder);
                files.forceDirectory(target.root());
            }
            files.delete(unfinished(file));
            return files.create(unfinished(file));
        } catch (IOException e) {
            throw target.writeFailed(e);
        }
    }

    private static Path unfinished(ParityFile file) {
        return file.path().resolveSibling(file.path().getFileName() + ParityFiles.UNFINISHED);
    }

    Sealed segment() {
        return segment;
    }

    ParityFile file() {
        return file;
    }

    ParityTable table() {
        return table;
    }

    /// Records that were found damaged, for which this parity comes too late.
    long lostRecords() {
        return lostRecords;
    }

    boolean isCoded() {
        return nextColumn == layout.columns();
    }

    boolean isDone() {
        return isCoded() && nextEntry == entries.size();
    }

    /// Codes or checks some more.
    ///
    /// @return bytes of the segment that were read
    long step(long maxBytes) throws StoreException, InterruptedException {
        long bytes = 0;
        while (!isCoded() && bytes < maxBytes) {
            bytes += code();
        }
        while (isCoded() && !isDone() && bytes < maxBytes) {
            SegmentEntry entry = entries.get(nextEntry);
            bytes += entry.end() - entry.position();
            if (access.check(segment.drive(), segment.number(), entry) == Verdict.DAMAGED
                    && access.markLost(segment.drive(), segment.number(), entry)) {
                lostRecords++;
            }
            nextEntry++;
        }
        return bytes;
    }

    private long code() throws StoreException, InterruptedException {
        try {
            column.loadData(nextColumn, in);
        } catch (IOException e) {
            throw source.readFailed(e);
        }
        column.encode();
        column.enter(table);
        try {
            for (int parity = 0; parity < layout.parityCount(); parity++) {
                out.write(
                        layout.parityPosition(parity, nextColumn),
                        column.bytes(ParityLayout.DATA_STRIPES + parity));
            }
        } catch (IOException e) {
            throw file.drive().writeFailed(e);
        }
        int block = layout.blockBytes(nextColumn);
        nextColumn++;
        if (isCoded()) {
            entries = access.entries(segment.drive(), segment.number());
        }
        return (long) block * ParityLayout.DATA_STRIPES;
    }

    /// Puts all of it on the drive; it counts after [#publish].
    void complete() throws StoreException {
        try {
            table.write(out);
            out.force();
            out.close();
        } catch (IOException e) {
            throw file.drive().writeFailed(e);
        }
    }

    /// Gives the file its name.
    void publish() throws StoreException {
        Drive target = file.drive();
        if (!target.checkMarker()) {
            throw new StoreException("drive " + target.root() + " is not there");
        }
        try {
            target.files().move(unfinished(file), file.path());
            target.files().forceDirectory(ParityFile.folder(target));
            ended = true;
        } catch (IOException e) {
            throw target.writeFailed(e);
        }
    }

    /// Ends it; what was not published is deleted.
    @Override
    public void close() {
        Inspection.closeQuietly(in);
        Inspection.closeQuietly(out);
        reservation.close();
        try {
            if (!ended && file.drive().checkMarker()) {
                file.drive().files().delete(unfinished(file));
            }
        } catch (IOException e) {
            // it is deleted when the drive is looked at again
        }
    }
}
