// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.file.WholeFile;
import haulout.store.segment.SegmentFormat.Dead;
import haulout.store.segment.SegmentFormat.Identity;
import haulout.store.segment.SegmentIndex.DriveRow;
import haulout.store.segment.SegmentIndex.SegmentId;
import haulout.store.segment.SegmentIndex.SegmentPhase;
import haulout.store.segment.SegmentIndex.SegmentRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the index and the segments of a drive together, when the drive is opened.
///
/// * Files that take each other's names are given their own.
/// * Segments that were being deleted are deleted.
/// * Sealed segments that are cut off or missing are brought back, where the drive shield can.
/// * Records that the index does not have are read: those behind its checkpoint, and those of
///   segments that it does not know, which are all of them when the index is new.
/// * What was torn is cut off. All that is kept is forced before it counts: the process may have
///   ended before a flush that power then would have undone.
/// * Records of the index whose segments are gone or too short are lost.
///
/// What cannot be read does not keep the rest from being used, once it is sure that it is no
/// passing trouble. But what is there is not known: so nothing is cut off of such a segment, it is
/// neither written to nor sealed, and read again whenever the drive is opened. A drive that takes
/// no writes is opened all the same, to be read.
final class Recovery {
    // reading the first bytes of so many files takes seconds at most, even of a slow drive
    private static final int MAX_HEADERS = 256;

    private static final int PAGE = 4096;

    /// Stands for any place of a segment: one that cannot be read makes all of it doubtful.
    private static final long WHOLE_SEGMENT = -1;

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final DriveSegments segments;
    private final Drive drive;
    private final SegmentFiles files;
    private final FileLayer layer;
    private final RecordIndex index;
    private final SegmentConfig config;
    private final StoreCounters counters;
    private final int ordinal;
    private final Map<Integer, SegmentRow> rows = new HashMap<>();
    private final Set<Integer> tooShort = new HashSet<>();
    private Appender.@Nullable Tail tail;
    private final Set<Integer> unreadable = new HashSet<>();
    private final Set<Integer> going = new HashSet<>();
    private int taken;
    private boolean afterFailure;
    private @Nullable IOException refusal;

    /// Reads something.
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /// Writes something.
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    Recovery(
            DriveSegments segments,
            RecordIndex index,
            SegmentConfig config,
            StoreCounters counters) {
        this.segments = segments;
        this.drive = segments.drive();
        this.files = segments.files();
        this.layer = files.files();
        this.index = index;
        this.config = config;
        this.counters = counters;
        this.ordinal = segments.ordinal();
    }

    /// @return whether the drive took all that was to be written; else it can be read only, and
    ///   this is to be run again when it takes writes
    /// @throws DriveUnavailableException if it cannot be read at this moment
    boolean run() throws IOException, StoreException, InterruptedException {
        afterFailure = segments.appender().hasFailed();
        if (!layer.exists(files.folder())) {
            layer.createDirectories(files.folder());
            layer.forceDirectory(drive.root());
        }
        for (SegmentRow row : segments.rows()) {
            rows.put(row.id().number(), row);
        }
        bringBack();
        NavigableMap<Integer, Long> found = renamed(files.list());
        deleteGoing(found);
        found = restored(found);
        DriveRow checkpoint = checkpoint();
        boolean done = false;
        try {
            for (Map.Entry<Integer, Long> entry : found.entrySet()) {
                bringIn(entry.getKey(), entry.getValue(), checkpoint, found.lastKey());
            }
            markMissing(found);
            int last = found.isEmpty() ? 0 : found.lastKey();
            for (int known : rows.keySet()) {
                last = Math.max(last, known);
            }
            last = Math.max(last, checkpoint.checkpointSegment());
            Appender.Tail open = tail;
            if (open != null && last != found.lastKey()) {
                open.file().close(); // a number that was used is not used again
                open = null;
            }
            boolean took = writes(() -> layer.forceDirectory(files.folder()));
            if (open != null && !took) {
                open.file().close();
                open = null;
            }
            segments.appender().start(last, open);
            if (took) {
                segments.appender().recovered();
            }
            done = true;
            return took;
        } finally {
            Appender.Tail open = tail;
            if (!done && open != null) {
                open.file().close();
            }
        }
    }

    /// Does something that a drive may refuse, which then is not asked for more.
    private boolean writes(Writing work) throws IOException {
        if (refusal != null) {
            return false;
        }
        try {
            work.write();
            return true;
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            if (!drive.checkMarker()) {
                throw e;
            }
            refusal = drive.writeFailed(e);
            log.atWarn().addKeyValue("drive", drive.id()).setCause(e).log("opened to be read only");
            return false;
        }
    }

    /// Reads something of a segment.
    ///
    /// @return empty also if it cannot be read
    /// @throws DriveUnavailableException if that may be otherwise a moment later
    private <T> Optional<T> readable(int number, Reading<Optional<T>> reading) throws IOException {
        try {
            return reading.read();
        } catch (StoreException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            confirm(number, e, reading);
            return Optional.empty();
        }
    }

    /// Returns if a segment, or a part of it, is not to be read at all.
    private void confirm(int number, IOException failure, Reading<?> reading) throws IOException {
        if (unreadable.contains(number)) {
            return;
        }
        // here nothing is lost by it, so a file that cannot be opened counts as well
        IOException cause = new IOException(failure.getMessage(), failure);
        boolean isSo =
                drive.isUnreadable(
                        files.path(number),
                        WHOLE_SEGMENT,
                        cause,
                        () -> {
                            files.forget();
                            readAgain(reading);
                        });
        if (!isSo) {
            throw new DriveUnavailableException(files.path(number) + " was not readable", failure);
        }
        unreadable.add(number);
        drive.noteErrors(1, files.path(number) + " cannot be read: " + failure.getMessage());
    }

    private static void readAgain(Reading<?> reading) throws IOException {
        try {
            reading.read();
        } catch (StoreException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private DriveRow checkpoint() {
        index.lock().lock();
        try {
            return index.row(drive.id());
        } finally {
            index.lock().unlock();
        }
    }

    /// Gives swapped files their own names, by what their headers say.
    private NavigableMap<Integer, Long> renamed(NavigableMap<Integer, Long> found)
            throws IOException {
        if (found.size() > MAX_HEADERS) {
            return found; // records name their place too, so nothing wrong is read
        }
        Map<Integer, Integer> wrong = new HashMap<>();
        for (int number : found.keySet()) {
            Optional<Identity> identity = readable(number, () -> identity(number));
            if (identity.isPresent()
                    && identity.get().drive().equals(drive.id())
                    && identity.get().number() != number) {
                wrong.put(number, identity.get().number());
            }
        }
        if (wrong.isEmpty()) {
            return found;
        }
        drive.noteErrors(wrong.size(), wrong.size() + " segments had each other's names");
        for (int number : wrong.keySet()) {
            if (!layer.exists(aside(number))) {
                layer.move(files.path(number), aside(number));
            }
        }
        bringBack();
        layer.forceDirectory(files.folder());
        return files.list();
    }

    /// Gives those their own names that were put aside, now or before an earlier end.
    private void bringBack() throws IOException {
        for (FileLayer.FileEntry entry : layer.list(files.folder())) {
            if (!String.valueOf(entry.path().getFileName()).matches("\\d{10}\\.swapped")) {
                continue;
            }
            Optional<Identity> identity;
            try (OpenFile file = layer.openForReading(entry.path())) {
                ByteBuffer header = RecordFormat.allocate(SegmentFormat.HEADER_BYTES);
                file.readFully(0, header);
                identity = SegmentFormat.identity(header.flip());
            }
            if (identity.filter(its -> its.drive().equals(drive.id())).isPresent()
                    && !layer.exists(files.path(identity.get().number()))) {
                Path own = files.path(identity.get().number());
                boolean _ = writes(() -> layer.move(entry.path(), own));
            }
        }
    }

    private Path aside(int number) {
        return files.folder().resolve("%010d.swapped".formatted(number));
    }

    private Optional<Identity> identity(int number) throws IOException {
        try (SegmentFiles.Handle handle = files.open(number)) {
            ByteBuffer header = RecordFormat.allocate(SegmentFormat.HEADER_BYTES);
            handle.readFully(0, header);
            return SegmentFormat.identity(header.flip());
        }
    }

    private boolean isDeleted(int number) throws IOException {
        try {
            segments.deleteSegment(number);
            return true;
        } catch (IOException e) {
            if (!drive.checkMarker()) {
                throw e;
            }
            log.atWarn().addKeyValue("file", files.path(number)).setCause(e).log("not deleted yet");
            return false;
        }
    }

    private void deleteGoing(NavigableMap<Integer, Long> found) throws IOException {
        for (SegmentRow row : List.copyOf(rows.values())) {
            if (row.phase() == SegmentPhase.REMOVING) {
                int number = row.id().number();
                rows.remove(number);
                if (found.remove(number) != null && !isDeleted(number)) {
                    going.add(number);
                    continue; // later; its row says that nothing in it counts
                }
                index.lock().lock();
                try {
                    index.segmentGone(row.id());
                } finally {
                    index.lock().unlock();
                }
            }
        }
    }

    /// Has files brought back that are not as they were when they were sealed.
    private NavigableMap<Integer, Long> restored(NavigableMap<Integer, Long> found)
            throws IOException {
        Set<Integer> doubtful = new TreeSet<>();
        for (SegmentRow row : rows.values()) {
            int number = row.id().number();
            if (row.phase() == SegmentPhase.SEALED
                    && found.getOrDefault(number, 0L) < row.byteCount()) {
                doubtful.add(number);
            }
        }
        for (int number : found.keySet()) {
            if (!rows.containsKey(number) && footer(number).isEmpty()) {
                doubtful.add(number);
            }
        }
        boolean changed = false;
        for (int number : doubtful) {
            changed |= segments.listener().restore(drive.id(), number, files.path(number));
        }
        if (!changed) {
            return found;
        }
        files.forget();
        NavigableMap<Integer, Long> again = files.list();
        again.keySet().removeAll(going);
        return again;
    }

    private Optional<List<SegmentEntry>> footer(int number) throws IOException {
        return readable(
                number,
                () -> {
                    try (SegmentFiles.Handle handle = files.open(number)) {
                        return segments.footer(handle.file(), number);
                    }
                });
    }

    private void bringIn(int number, long byteCount, DriveRow checkpoint, int last)
            throws IOException, StoreException, InterruptedException {
        SegmentRow row = rows.get(number);
        boolean behind = number < checkpoint.checkpointSegment();
        if (afterFailure
                && (row == null
                        ? number >= segments.appender().failedFrom() - 1 // just made
                        : number >= segments.appender().failedFrom()
                                && row.phase() == SegmentPhase.OPEN)) {
            cutBack(number, row, byteCount);
            return;
        }
        if (row != null && row.phase() == SegmentPhase.SEALED && byteCount >= row.byteCount()) {
            return;
        }
        long from =
                row == null || number > checkpoint.checkpointSegment()
                        ? SegmentFormat.HEADER_BYTES
                        : behind
                                ? Math.max(SegmentFormat.HEADER_BYTES, row.byteCount())
                                : checkpoint.checkpointPosition();
        if (row != null && byteCount < Math.min(from, row.byteCount())) {
            tooShort.add(number);
        }
        Optional<List<SegmentEntry>> footer = footer(number);
        if (footer.isPresent()) {
            for (SegmentEntry entry : footer.get()) {
                if (entry.position() >= from) {
                    take(number, entry);
                }
            }
            known(number, SegmentPhase.SEALED, byteCount);
            return;
        }
        scan(number, from, byteCount, number == last);
    }

    // a flush failed: what was written since the last good one may look well and not be on the
    // drive
    private void cutBack(int number, @Nullable SegmentRow row, long byteCount) throws IOException {
        if (row == null) {
            boolean _ = writes(() -> files.delete(number));
        } else if (byteCount >= row.byteCount()) {
            int count = Math.toIntExact(row.liveCount());
            long end = row.byteCount();
            boolean _ = writes(() -> seal(number, cut(number, end, byteCount), end, count));
        }
    }

    /// Opens a segment for writing, cuts it off and forces what is left.
    @SuppressWarnings("MustBeClosedChecker") // handed over to the appender
    private OpenFile cut(int number, long end, long byteCount) throws IOException {
        OpenFile file = layer.openForWriting(files.path(number));
        boolean done = false;
        try {
            if (end < byteCount) {
                file.truncate(end);
            }
            file.force();
            done = true;
            return file;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /// Seals a segment. One for whose footer there is no room stays as it is until the drive is
    /// opened again.
    private void seal(int number, OpenFile file, long end, int count) throws IOException {
        segments.appender().start(number, new Appender.Tail(file, end, count));
        try {
            segments.appender().sealNow();
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            segments.appender().start(number, null);
            if (!drive.checkMarker()) {
                throw e;
            }
            log.atWarn().addKeyValue("file", files.path(number)).setCause(e).log("not sealed yet");
        }
    }

    private void scan(int number, long from, long byteCount, boolean isLast)
            throws IOException, StoreException, InterruptedException {
        Scanned scanned = scanned(number, from, byteCount);
        if (scanned.readTo().isPresent()) {
            leave(number, Math.max(from, scanned.readTo().getAsLong()));
        } else if (scanned.end() == SegmentFormat.HEADER_BYTES && rows.get(number) == null) {
            dropEmpty(number);
        } else {
            boolean _ = writes(() -> keep(number, scanned.end(), byteCount, isLast));
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // handed over to the appender
    private void keep(int number, long end, long byteCount, boolean isLast) throws IOException {
        OpenFile file = cut(number, end, byteCount);
        files.forget();
        known(number, SegmentPhase.OPEN, end);
        if (isLast && !tooShort.contains(number)) {
            tail = new Appender.Tail(file, end, count(number));
        } else {
            seal(number, file, end, count(number));
        }
    }

    // what is known of it counts, and it is looked at from here on when the drive is opened again
    private void leave(int number, long readTo) {
        known(number, SegmentPhase.OPEN, readTo);
    }

    // the footer's limit is a soft one: records that are dead already may be missing here
    private int count(int number) {
        SegmentRow row = rows.get(number);
        return taken + (row == null ? 0 : Math.toIntExact(row.liveCount()));
    }

    /// A file in which no record was found.
    private void dropEmpty(int number) throws IOException {
        Optional<Identity> identity = readable(number, () -> identity(number));
        if (unreadable.contains(number)) {
            leave(number, SegmentFormat.HEADER_BYTES);
        } else if (identity.map(its -> !isOurs(its, number)).orElse(false)) {
            drive.noteErrors(1, files.path(number) + " belongs to another drive");
            boolean _ = writes(() -> WholeFile.keepAside(layer, files.path(number), 0));
        } else {
            // made just before the end: nothing in it was acknowledged
            boolean _ = writes(() -> files.delete(number));
        }
    }

    private boolean isOurs(Identity identity, int number) {
        return identity.equals(new Identity(number, drive.id()));
    }

    /// What a scan has found.
    ///
    /// @param end of the last record that is whole
    /// @param readTo where the first bytes are that cannot be read; empty if all can
    private record Scanned(long end, OptionalLong readTo) {}

    /// Reads the records from a position on.
    private Scanned scanned(int number, long from, long byteCount)
            throws IOException, StoreException, InterruptedException {
        try (OpenFile file = layer.openForReading(files.path(number))) {
            return scanned(file, number, from, byteCount);
        } catch (StoreException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) { // it cannot be opened
            confirm(number, e, () -> readAt(number, from));
            return new Scanned(from, OptionalLong.of(from));
        }
    }

    private Scanned scanned(OpenFile file, int number, long from, long byteCount)
            throws IOException, StoreException, InterruptedException {
        taken = 0;
        SegmentScan scan = new SegmentScan(file, segments.driveTag(), number, from, true);
        Map<Long, SegmentScan.Found> broken = new TreeMap<>();
        long last = readRecords(scan, number, broken);
        long end =
                last > 0 ? last : Math.min(from, Math.max(byteCount, SegmentFormat.HEADER_BYTES));
        OptionalLong unreadableAt = scan.firstUnreadable();
        if (unreadableAt.isPresent()) {
            IOException failure = scan.failure().orElseThrow();
            confirm(number, failure, () -> readAt(number, unreadableAt.getAsLong()));
        }
        for (SegmentScan.Found found : broken.values()) {
            RecordHeader header = found.header();
            // what had been flushed was acknowledged: it is lost, not torn
            if (header.end() > scan.flushedSeen() || !header.kind().isContent()) {
                continue;
            }
            if (found.isReadable()) {
                lose(header, number);
            } else { // it is there: whoever asks for it finds out whether it can be mended
                take(SegmentEntry.of(header).location(ordinal, number), header.key());
            }
        }
        return new Scanned(end, readTo(unreadableAt, broken.values()));
    }

    /// Reads records until the end, or until too much cannot be read.
    ///
    /// @param broken gets those that are not whole
    /// @return the end of the last one that is; 0 if there is none
    private long readRecords(SegmentScan scan, int number, Map<Long, SegmentScan.Found> broken)
            throws IOException, StoreException, InterruptedException {
        long end = 0;
        try {
            Optional<SegmentScan.Found> next = scan.next();
            while (next.isPresent()) {
                RecordHeader header = next.get().header();
                if (!next.get().isWhole()) {
                    broken.put(header.position(), next.get());
                } else if (header.kind() != RecordKind.SEAL) {
                    take(number, SegmentEntry.of(header));
                    end = header.end();
                    taken++;
                }
                next = scan.next();
            }
        } catch (StoreException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (scan.firstUnreadable().isEmpty()) {
                throw e;
            }
        }
        return end;
    }

    // a record that goes on into what cannot be read is looked at again as well
    private static OptionalLong readTo(
            OptionalLong unreadableAt, Collection<SegmentScan.Found> broken) {
        return LongStream.concat(
                        unreadableAt.stream(),
                        broken.stream()
                                .filter(found -> !found.isReadable())
                                .mapToLong(found -> found.header().position()))
                .min();
    }

    private int readAt(int number, long position) throws IOException {
        try (OpenFile file = layer.openForReading(files.path(number))) {
            return file.readFully(position, ByteBuffer.allocate(SegmentScan.PIECE_BYTES));
        }
    }

    private void lose(RecordHeader header, int number) throws StoreException, InterruptedException {
        SegmentEntry entry = SegmentEntry.of(header);
        take(entry.location(ordinal, number), entry.key());
        index.lock().lock();
        try {
            if (index.lost(entry.key(), entry.location(ordinal, number))) {
                counters.damaged.increment();
                drive.noteErrors(1, entry.key() + " is damaged");
            }
        } finally {
            index.lock().unlock();
        }
    }

    private void take(int number, SegmentEntry entry)
            throws IOException, StoreException, InterruptedException {
        index.sawSequence(entry.sequence());
        if (entry.kind() == RecordKind.TOMBSTONE) {
            takeTombstone(number, entry);
        } else if (entry.kind().isContent()) {
            take(entry.location(ordinal, number), entry.key());
        }
        if (index.waitingCount() >= config.indexRows()) {
            index.flush();
        }
    }

    private void takeTombstone(int number, SegmentEntry entry)
            throws IOException, StoreException, InterruptedException {
        List<Dead> dead;
        try {
            dead = segments.dead(number, entry);
        } catch (RecordDamage e) {
            drive.noteErrors(1, "a tombstone is damaged"); // the records it names may be back
            return;
        } catch (StoreException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            confirm(number, e, () -> segments.dead(number, entry));
            return; // likewise
        }
        index.lock().lock();
        try {
            index.addTombstones(segments.id(number), RecordFormat.diskBytes(entry.payloadBytes()));
            for (Dead one : dead) {
                Optional<RecordLocation> at = index.find(one.key());
                if (at.isPresent()
                        && at.get().drive() == ordinal
                        && at.get().segment() == one.segment()
                        && at.get().position() == one.position()) {
                    index.removed(one.key());
                }
            }
        } finally {
            index.lock().unlock();
        }
    }

    private void take(RecordLocation location, RecordKey key)
            throws StoreException, InterruptedException {
        index.lock().lock();
        try {
            Optional<RecordLocation> known = index.find(key);
            if (known.isEmpty() || isNewer(location, known.get())) {
                index.stored(key, location, true);
            }
        } finally {
            index.lock().unlock();
        }
    }

    // a copy has the number of its original, and stands behind it
    private static boolean isNewer(RecordLocation one, RecordLocation other) {
        if (one.sequence() != other.sequence()) {
            return one.sequence() > other.sequence();
        }
        return one.drive() == other.drive()
                && (one.segment() > other.segment()
                        || (one.segment() == other.segment() && one.position() > other.position()));
    }

    private void known(int number, SegmentPhase phase, long byteCount) {
        index.lock().lock();
        try {
            index.segmentIs(segments.id(number), phase, byteCount);
            index.reached(ordinal, number, byteCount);
        } finally {
            index.lock().unlock();
        }
    }

    private void markMissing(NavigableMap<Integer, Long> found)
            throws StoreException, InterruptedException {
        Set<Integer> missing = new HashSet<>(rows.keySet());
        missing.removeAll(found.keySet());
        if (missing.isEmpty() && tooShort.isEmpty()) {
            return;
        }
        index.flush();
        long count = 0;
        RecordKey from = RecordKey.ofMetadata(SegmentFormat.NO_KEY.blobId());
        while (true) {
            Map<RecordKey, RecordLocation> page = index.onDrive(ordinal, from, PAGE);
            for (Map.Entry<RecordKey, RecordLocation> entry : page.entrySet()) {
                from = RecordIndex.after(entry.getKey());
                count += isGone(entry.getValue(), missing, found) ? lose(entry) : 0;
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        index.lock().lock();
        try {
            for (int number : missing) {
                index.segmentGone(new SegmentId(ordinal, number));
            }
        } finally {
            index.lock().unlock();
        }
        String cause =
                "%d segments missing, %d too short, %d records lost"
                        .formatted(missing.size(), tooShort.size(), count);
        drive.noteErrors(Math.max(1, count), cause);
        log.atWarn().addKeyValue("drive", drive.id()).log(cause);
    }

    private boolean isGone(
            RecordLocation location, Set<Integer> missing, NavigableMap<Integer, Long> found) {
        long end =
                location.position()
                        + RecordFormat.payloadOffset(location.payloadBytes())
                        + location.payloadBytes();
        return missing.contains(location.segment())
                || (tooShort.contains(location.segment())
                        && end > found.getOrDefault(location.segment(), 0L));
    }

    private int lose(Map.Entry<RecordKey, RecordLocation> entry)
            throws StoreException, InterruptedException {
        index.lock().lock();
        try {
            boolean lost = index.lost(entry.getKey(), entry.getValue());
            if (lost) {
                counters.damaged.increment();
            }
            return lost ? 1 : 0;
        } finally {
            index.lock().unlock();
        }
    }
}
