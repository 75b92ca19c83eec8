// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.store.drive.Drive;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A segment beside its parity, both open for reading. One thread.
final class Inspection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Inspection.class);

    private final ParityFile file;
    private final Drive drive;
    private final Path path;
    private final OpenFile parity;
    private final ParityTable table;
    private final Column column;
    private final @Nullable OpenFile segment;

    private Inspection(
            ParityFile file,
            Drive drive,
            Path path,
            OpenFile parity,
            ParityTable table,
            @Nullable OpenFile segment) {
        this.file = file;
        this.drive = drive;
        this.path = path;
        this.parity = parity;
        this.table = table;
        this.segment = segment;
        this.column = new Column(table.layout(), new StripeCode(table.layout().parityCount()));
    }

    /// Opens both.
    ///
    /// @param drive of the segment
    /// @param path of the segment, which may be missing
    /// @param byteCount what the segment's length must be, if that is known
    /// @throws UnfitParityException if the parity is of no use
    /// @throws IOException if a drive is away
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed with this
    static Inspection open(ParityFile file, Drive drive, Path path, OptionalLong byteCount)
            throws IOException {
        OpenFile parity = openParity(file);
        OpenFile segment = null;
        boolean opened = false;
        try {
            ParityTable table = readTable(file, parity);
            if (byteCount.isPresent() && byteCount.getAsLong() != table.layout().segmentBytes()) {
                throw new UnfitParityException("segment has another length", false);
            }
            segment = openSegment(drive, path);
            if (segment != null) {
                checkIdentity(table, segment);
            }
            opened = true;
            return new Inspection(file, drive, path, parity, table, segment);
        } finally {
            if (!opened) {
                parity.close();
                if (segment != null) {
                    segment.close();
                }
            }
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker")
    private static OpenFile openParity(ParityFile file) throws IOException {
        try {
            return file.drive().files().openForReading(file.path());
        } catch (NoSuchFileException e) {
            if (file.drive().checkMarker()) {
                throw new UnfitParityException("parity file is gone", true);
            }
            throw e;
        }
    }

    private static ParityTable readTable(ParityFile file, OpenFile parity) throws IOException {
        try {
            ParityTable table =
                    ParityTable.read(parity, file.key())
                            .orElseThrow(() -> new UnfitParityException("table is damaged", true));
            if (table.layout().parityCount() != file.parityCount()) {
                throw new UnfitParityException("parity file has a wrong name", true);
            }
            return table;
        } catch (UnfitParityException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (file.drive().isUnreadable(file.path(), 0, e, () -> readAgain(file))) {
                throw new UnfitParityException("table: " + e.getMessage(), true);
            }
            throw e; // it may be readable the next time
        }
    }

    private static void readAgain(ParityFile file) throws IOException {
        try (OpenFile parity = file.drive().files().openForReading(file.path())) {
            var _ = ParityTable.read(parity, file.key());
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static @Nullable OpenFile openSegment(Drive drive, Path path) throws IOException {
        try {
            return drive.files().openForReading(path);
        } catch (NoSuchFileException e) {
            if (drive.checkMarker()) {
                return null; // the file is lost, all of it
            }
            throw e;
        }
    }

    // an index that was lost can give a number a second time
    private static void checkIdentity(ParityTable table, OpenFile segment) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ParityTable.IDENTITY_BYTES);
        try {
            segment.readFully(0, bytes);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return; // damaged: the parity has it
        }
        ParityKey key = table.key();
        bytes.flip();
        if (SegmentAccess.isHeader(bytes, key.drive(), key.segment())
                && BlockCheck.of(bytes) != table.identityCheck()) {
            throw new UnfitParityException("another segment with this number", false);
        }
    }

    ParityFile file() {
        return file;
    }

    Drive drive() {
        return drive;
    }

    Path path() {
        return path;
    }

    ParityTable table() {
        return table;
    }

    ParityLayout layout() {
        return table.layout();
    }

    Column column() {
        return column;
    }

    boolean isSegmentThere() {
        return segment != null;
    }

    /// Whether the segment's file ends too early.
    boolean isCutOff() throws IOException {
        return segment == null || segment.byteCount() < layout().segmentBytes();
    }

    /// Reads and checks a column.
    ///
    /// @throws IOException if a drive is away
    void load(int index) throws IOException {
        column.load(index, segment, parity, table);
        IOException failure = column.failure();
        if (failure != null && !(drive.checkMarker() && file.drive().checkMarker())) {
            throw failure;
        }
    }

    /// Whether both tables of the file are as they were written.
    boolean areTablesWhole() throws IOException {
        try {
            return table.isIn(parity);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (file.drive().checkMarker()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        closeQuietly(parity);
        if (segment != null) {
            closeQuietly(segment);
        }
    }

    static void closeQuietly(OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("closing a file failed"); // what counts was forced
        }
    }
}
