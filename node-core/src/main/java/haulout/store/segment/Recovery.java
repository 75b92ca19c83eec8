// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
final class Recovery {
    // reading the first bytes of so many files takes seconds at most, even of a slow drive
    private static final int MAX_HEADERS = 256;

    private static final int PAGE = 4096;

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
    private int taken;
    private boolean afterFailure;

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

    void run() throws IOException, StoreException, InterruptedException {
        afterFailure = segments.appender().hasFailed();
        if (!layer.exists(files.folder())) {
            layer.createDirectories(files.folder());
            layer.forceDirectory(drive.root());
        }
        for (SegmentRow row : segments.rows()) {
            rows.put(row.id().number(), row);
        }
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
            layer.forceDirectory(files.folder());
            segments.appender().start(last, open);
            done = true;
        } finally {
            Appender.Tail open = tail;
            if (!done && open != null) {
                open.file().close();
            }
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
            Optional<Identity> identity = identity(number);
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
            layer.move(files.path(number), aside(number));
        }
        for (Map.Entry<Integer, Integer> entry : wrong.entrySet()) {
            if (!layer.exists(files.path(entry.getValue()))) {
                layer.move(aside(entry.getKey()), files.path(entry.getValue()));
            }
        }
        layer.forceDirectory(files.folder());
        return files.list();
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

    private void deleteGoing(NavigableMap<Integer, Long> found) throws IOException {
        for (SegmentRow row : List.copyOf(rows.values())) {
            if (row.phase() == SegmentPhase.REMOVING) {
                int number = row.id().number();
                if (found.remove(number) != null) {
                    segments.deleteSegment(number);
                }
                rows.remove(number);
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
            if (!rows.containsKey(number) && !hasFooter(number)) {
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
        return files.list();
    }

    private boolean hasFooter(int number) throws IOException {
        try (SegmentFiles.Handle handle = files.open(number)) {
            return segments.footer(handle.file(), number).isPresent();
        }
    }

    private void bringIn(int number, long byteCount, DriveRow checkpoint, int last)
            throws IOException, StoreException, InterruptedException {
        SegmentRow row = rows.get(number);
        boolean behind = number < checkpoint.checkpointSegment();
        if (afterFailure && (row == null || row.phase() == SegmentPhase.OPEN)) {
            cutBack(number, row, byteCount);
            return;
        }
        if (row != null && row.phase() == SegmentPhase.SEALED && byteCount >= row.byteCount()) {
            return;
        }
        long from =
                row == null || number > checkpoint.checkpointSegment()
                        ? SegmentFormat.HEADER_BYTES
                        : behind ? row.byteCount() : checkpoint.checkpointPosition();
        if (row != null && byteCount < Math.min(from, row.byteCount())) {
            tooShort.add(number);
        }
        try (SegmentFiles.Handle handle = files.open(number)) {
            Optional<List<SegmentEntry>> footer = segments.footer(handle.file(), number);
            if (footer.isPresent()) {
                for (SegmentEntry entry : footer.get()) {
                    if (entry.position() >= from) {
                        take(number, entry);
                    }
                }
                known(number, SegmentPhase.SEALED, byteCount);
                return;
            }
        }
        scan(number, from, byteCount, number == last);
    }

    // a flush failed: what was written since the last good one may look well and not be on the
    // drive
    @SuppressWarnings("MustBeClosedChecker") // handed over to the appender
    private void cutBack(int number, @Nullable SegmentRow row, long byteCount) throws IOException {
        if (row == null || byteCount < row.byteCount()) {
            if (row == null) {
                files.delete(number);
            }
            return;
        }
        OpenFile file = layer.openForWriting(files.path(number));
        boolean kept = false;
        try {
            file.truncate(row.byteCount());
            file.force();
            int count = Math.toIntExact(row.liveCount());
            segments.appender().start(number, new Appender.Tail(file, row.byteCount(), count));
            kept = true;
            segments.appender().sealNow();
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // handed over to the appender
    private void scan(int number, long from, long byteCount, boolean isLast)
            throws IOException, StoreException, InterruptedException {
        OpenFile file = layer.openForWriting(files.path(number));
        boolean kept = false;
        try {
            long end = readRecords(file, number, from, byteCount);
            if (end == SegmentFormat.HEADER_BYTES && rows.get(number) == null) {
                file.close();
                dropEmpty(number);
                return;
            }
            if (end < byteCount) {
                file.truncate(end);
            }
            file.force();
            files.forget();
            known(number, SegmentPhase.OPEN, end);
            if (isLast && !tooShort.contains(number)) {
                tail = new Appender.Tail(file, end, count(number));
                kept = true;
            } else {
                segments.appender().start(number, new Appender.Tail(file, end, count(number)));
                kept = true;
                segments.appender().sealNow();
            }
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    // the footer's limit is a soft one: records that are dead already may be missing here
    private int count(int number) {
        SegmentRow row = rows.get(number);
        return taken + (row == null ? 0 : Math.toIntExact(row.liveCount()));
    }

    /// A file in which no record was found.
    private void dropEmpty(int number) throws IOException {
        if (identity(number).map(its -> !isOurs(its, number)).orElse(false)) {
            drive.noteErrors(1, files.path(number) + " belongs to another drive");
            WholeFile.keepAside(layer, files.path(number), 0);
        } else {
            files.delete(number); // made just before the end: nothing in it was acknowledged
        }
    }

    private boolean isOurs(Identity identity, int number) {
        return identity.equals(new Identity(number, drive.id()));
    }

    /// Reads the records from a position on.
    ///
    /// @return the end of the last one that is whole
    private long readRecords(OpenFile file, int number, long from, long byteCount)
            throws IOException, StoreException, InterruptedException {
        taken = 0;
        SegmentScan scan = new SegmentScan(file, segments.driveTag(), number, from);
        Map<Long, RecordHeader> broken = new TreeMap<>();
        long end = Math.min(from, Math.max(byteCount, SegmentFormat.HEADER_BYTES));
        Optional<SegmentScan.Found> next = scan.next();
        while (next.isPresent()) {
            RecordHeader header = next.get().header();
            if (!next.get().isWhole()) {
                broken.put(header.position(), header);
            } else if (header.kind() != RecordKind.SEAL) {
                take(number, SegmentEntry.of(header));
                end = header.end();
                taken++;
            }
            next = scan.next();
        }
        for (RecordHeader header : broken.values()) {
            // what had been flushed was acknowledged: it is lost, not torn
            if (header.end() <= scan.flushedSeen() && header.kind().isContent()) {
                lose(header, number);
            }
        }
        return end;
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
