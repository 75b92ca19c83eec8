// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.segment.SegmentFormat.Dead;
import haulout.store.segment.SegmentIndex.SegmentId;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import haulout.store.segment.SegmentIndex.SegmentRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segments of one drive: opened when the drive is there, closed when it is gone.
final class DriveSegments {
    static final String FOLDER = "segments";

    private static final Logger log = LoggerFactory.getLogger(DriveSegments.class);

    private final Drive drive;
    private final int ordinal;
    private final SegmentFiles files;
    private final RecordReader reader;
    private final Appender appender;
    private final RecordIndex index;
    private final SegmentConfig config;
    private final StoreCounters counters;
    private final SegmentListener listener;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile boolean open;

    /// Whether the drive was opened for reading only, because it refused what had to be written.
    private volatile boolean refused;

    DriveSegments(
            Drive drive,
            int ordinal,
            SegmentConfig config,
            RecordIndex index,
            StoreCounters counters,
            SegmentListener listener,
            Runnable indexIsFull,
            InstantSource clock,
            Executor executor) {
        this.drive = drive;
        this.ordinal = ordinal;
        this.config = config;
        this.index = index;
        this.counters = counters;
        this.listener = listener;
        this.files = new SegmentFiles(drive.files(), drive.root().resolve(FOLDER));
        this.reader = new RecordReader(files, RecordFormat.driveTag(drive.id()));
        Appender.Segments segments =
                new Appender.Segments() {
                    private long waitingBytes;

                    @Override
                    public void sealed(int number) {
                        listener.sealed(drive.id(), number);
                    }

                    @Override
                    public void published(long recordBytes) {
                        waitingBytes += recordBytes;
                        if (index.waitingCount() >= config.indexRows()
                                || waitingBytes >= config.indexBytes()) {
                            waitingBytes = 0;
                            indexIsFull.run();
                        }
                    }
                };
        this.appender =
                new Appender(
                        drive, ordinal, files, config, index, counters, segments, clock, executor);
        drive.addUsage(this::fileBytes);
        drive.addSamples(this::samples);
    }

    Drive drive() {
        return drive;
    }

    int ordinal() {
        return ordinal;
    }

    SegmentFiles files() {
        return files;
    }

    RecordReader reader() {
        return reader;
    }

    Appender appender() {
        return appender;
    }

    SegmentListener listener() {
        return listener;
    }

    /// Whether a record is to be taken for damaged that could not be read.
    ///
    /// @return false if it can be read now, whole or not
    /// @throws DriveUnavailableException as long as another moment may be better
    boolean isUnreadable(RecordKey key, RecordLocation location, IOException failure)
            throws IOException {
        files.forget(); // what was opened before a drive was reset fails for ever
        return drive.isUnreadable(
                path(location.segment()),
                location.position(),
                failure,
                () -> {
                    files.forget();
                    try {
                        reader.check(key, location);
                    } catch (RecordDamage e) {
                        // other bytes, but there are some
                    }
                });
    }

    int driveTag() {
        return RecordFormat.driveTag(drive.id());
    }

    /// Whether records can be read and written.
    boolean isOpen() {
        return open && drive.isPresent();
    }

    // the middle of each segment: one that nobody has read lately is among them, most likely
    private List<Drive.Sample> samples() {
        return rows().stream()
                .filter(row -> row.phase() != SegmentPhase.REMOVING)
                .map(row -> new Drive.Sample(path(row.id().number()), row.byteCount() / 2))
                .toList();
    }

    private long fileBytes() {
        return index.segmentBytes(ordinal);
    }

    List<SegmentRow> rows() {
        index.lock().lock();
        try {
            return index.segments(ordinal);
        } finally {
            index.lock().unlock();
        }
    }

    /// Opens what can be opened: reads the tail that the index does not have, cuts off what was
    /// torn.
    ///
    /// @return whether the drive can be used now
    boolean openIfPresent() throws StoreException, InterruptedException {
        if (isOpen()) {
            return true;
        }
        opening.lock();
        try {
            if (isOpen()) {
                return true;
            }
            open = false;
            if (!drive.checkMarker()) {
                return false;
            }
            files.forget();
            appender.pause(() -> {
                refused = !new Recovery(this, index, config, counters).run();
            });
            open = true;
            return true;
        } catch (DriveUnavailableException e) {
            log.atWarn().addKeyValue("drive", drive.id()).setCause(e).log("drive stays closed");
            return false; // a moment later it may be readable
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            drive.writeFailed(e);
            log.atWarn().addKeyValue("drive", drive.id()).setCause(e).log("drive cannot be opened");
            return false;
        } finally {
            opening.unlock();
        }
    }

    /// Puts the open segment in order after a write failed, when the drive takes writes again.
    void healAfterFailure() throws StoreException, InterruptedException {
        if ((appender.hasFailed() || refused) && drive.isWritable()) {
            open = false;
            openIfPresent();
        }
    }

    /// Lets go of the files of a drive that is away.
    void closeIfGone() {
        if (open && !drive.isPresent()) {
            open = false;
            files.forget();
        }
    }

    void close() {
        appender.close();
        open = false;
        files.forget();
    }

    private Optional<List<SegmentEntry>> readableFooter(OpenFile file, int number)
            throws IOException {
        try {
            return footer(file, number);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty(); // the records name themselves
        }
    }

    /// The records of a segment, from its footer, or else record by record.
    ///
    /// @param passesOver whether some may be missing, where a part cannot be read
    List<SegmentEntry> entries(int number, boolean passesOver) throws IOException {
        try (SegmentFiles.Handle handle = files.open(number)) {
            Optional<List<SegmentEntry>> footer = readableFooter(handle.file(), number);
            if (footer.isPresent()) {
                return footer.get();
            }
            List<SegmentEntry> entries = new ArrayList<>();
            SegmentScan scan =
                    new SegmentScan(
                            handle.file(),
                            driveTag(),
                            number,
                            SegmentFormat.HEADER_BYTES,
                            passesOver);
            Optional<SegmentScan.Found> found = scan.nextHeader();
            while (found.isPresent()) {
                if (found.get().header().kind() != RecordKind.SEAL) {
                    entries.add(SegmentEntry.of(found.get().header()));
                }
                found = scan.nextHeader();
            }
            return entries;
        }
    }

    /// The list of records of a sealed segment; empty if it is not sealed or the footer is damaged.
    Optional<List<SegmentEntry>> footer(OpenFile file, int number) throws IOException {
        long byteCount = file.byteCount();
        if (byteCount < SegmentFormat.HEADER_BYTES + SegmentFormat.TRAILER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer trailer = RecordFormat.allocate(SegmentFormat.TRAILER_BYTES);
        file.readFully(byteCount - SegmentFormat.TRAILER_BYTES, trailer);
        Optional<Long> position = SegmentFormat.sealPosition(trailer.flip(), number);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        SegmentScan scan = new SegmentScan(file, driveTag(), number, position.get());
        Optional<SegmentScan.Found> seal = scan.next();
        if (seal.isEmpty()
                || !seal.get().isWhole()
                || seal.get().header().kind() != RecordKind.SEAL
                || seal.get().header().position() != position.get()) {
            return Optional.empty();
        }
        RecordHeader header = seal.get().header();
        ByteBuffer payload = RecordFormat.allocate(header.payloadBytes());
        file.readFully(
                header.position() + RecordFormat.payloadOffset(header.payloadBytes()), payload);
        return Optional.of(SegmentFormat.entries(payload.flip()));
    }

    /// What a tombstone names.
    List<Dead> dead(int number, SegmentEntry tombstone) throws IOException {
        return SegmentFormat.dead(
                reader.payload(SegmentFormat.NO_KEY, tombstone.location(ordinal, number)));
    }

    /// Deletes the file of a segment whose records are elsewhere.
    void deleteSegment(int number) throws IOException {
        if (!drive.checkMarker()) {
            throw new NoSuchFileException(drive.root().toString());
        }
        listener.removing(drive.id(), number);
        files.delete(number);
        FileLayer layer = files.files();
        layer.forceDirectory(files.folder());
    }

    SegmentId id(int number) {
        return new SegmentId(ordinal, number);
    }

    Path path(int number) {
        return files.path(number);
    }

    boolean isSealed(int number) {
        return rows().stream()
                .anyMatch(row -> row.id().number() == number && row.phase() == SegmentPhase.SEALED);
    }
}
