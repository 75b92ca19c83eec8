// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.core.BlobId;
import haulout.store.DriveUnavailableException;
import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.store.StoreOutcome;
import haulout.store.StoredBytes;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.drive.Drives;
import haulout.store.segment.SegmentFormat.Dead;
import haulout.store.segment.SegmentIndex.DriveRow;
import haulout.store.segment.SegmentIndex.SegmentRow;
import haulout.store.segment.StoreFigures.DriveFigures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The records of one node, slivers and metadata, over all of its drives.
///
/// Threads: any, many at once. The executor that it is given runs the writers of the drives and of
/// the index, and learns once which records there are: platform threads, at least one for each
/// drive and two more, never interrupted.
public final class RecordStore implements AutoCloseable {
    // names of one tombstone: 48 bytes each
    private static final int TOMBSTONE_NAMES = 4096;

    // how far the index may fall behind, in batches, before writers wait for it
    private static final int INDEX_BACKLOG = 8;

    // a place that changes again and again while it is being read is a fault of the program
    private static final int READ_ATTEMPTS = 8;

    private static final int PAGE = 1024;

    private static final Logger log = LoggerFactory.getLogger(RecordStore.class);

    private final SegmentConfig config;
    private final Drives drives;
    private final RecordIndex index;
    private final InstantSource clock;
    private final Executor executor;
    private final SegmentListener listener;
    private final DriveUse use;
    private final StoreCounters counters = new StoreCounters();
    private final HotRecords hot = new HotRecords();
    private final Map<Integer, DriveSegments> segments = new HashMap<>();
    private final Map<Drive, DriveSegments> byDrive = new HashMap<>();
    private final Map<RecordKey, CountDownLatch> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean indexing = new AtomicBoolean();
    private final AtomicBoolean learning = new AtomicBoolean();
    private volatile @Nullable StoreException indexFailure;
    private volatile Instant indexed;
    private volatile boolean closed;

    private RecordStore(
            SegmentConfig config,
            Drives drives,
            SegmentIndex table,
            InstantSource clock,
            Executor executor,
            SegmentListener listener,
            DriveUse use)
            throws StoreException, InterruptedException {
        this.config = config;
        this.drives = drives;
        this.index = new RecordIndex(table);
        this.clock = clock;
        this.executor = executor;
        this.listener = listener;
        this.use = use;
        this.indexed = clock.instant();
        for (Drive drive : drives.all()) {
            int ordinal;
            index.lock().lock();
            try {
                ordinal = index.row(drive.id()).ordinal();
            } finally {
                index.lock().unlock();
            }
            DriveSegments its =
                    new DriveSegments(
                            drive,
                            ordinal,
                            config,
                            index,
                            counters,
                            listener,
                            this::indexLater,
                            clock,
                            executor);
            segments.put(ordinal, its);
            byDrive.put(drive, its);
        }
    }

    /// Opens the store and every drive that is there: what the index does not have yet is read from
    /// the segments, what was torn is cut off. A drive that is away is opened when it comes back.
    ///
    /// @param table outlives this
    /// @param executor see above; outlives this
    /// @param listener the drive shield, or [SegmentListener#NONE]
    @MustBeClosed
    public static RecordStore open(
            SegmentConfig config,
            Drives drives,
            SegmentIndex table,
            InstantSource clock,
            Executor executor,
            SegmentListener listener)
            throws StoreException, InterruptedException {
        return open(config, drives, table, clock, executor, listener, DriveUse.FREE);
    }

    /// Opens the store, whose drives are used as somebody allows.
    ///
    /// @param use asked before anything new is written, and by whoever works on what is there
    @MustBeClosed
    public static RecordStore open(
            SegmentConfig config,
            Drives drives,
            SegmentIndex table,
            InstantSource clock,
            Executor executor,
            SegmentListener listener,
            DriveUse use)
            throws StoreException, InterruptedException {
        RecordStore store = new RecordStore(config, drives, table, clock, executor, listener, use);
        store.giveUpUnlisted();
        for (DriveSegments its : store.byDrive.values()) {
            its.openIfPresent();
        }
        return store;
    }

    /// The drives.
    public Drives drives() {
        return drives;
    }

    SegmentConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    DriveUse use() {
        return use;
    }

    RecordIndex index() {
        return index;
    }

    StoreCounters counters() {
        return counters;
    }

    SegmentListener listener() {
        return listener;
    }

    List<DriveSegments> open() {
        return segments.values().stream().filter(DriveSegments::isOpen).toList();
    }

    Optional<DriveSegments> segments(DriveId drive) {
        return byDrive.values().stream().filter(its -> its.drive().id().equals(drive)).findFirst();
    }

    /// Stores a record; returns after the flush.
    StoreOutcome put(RecordKind kind, RecordKey key, ByteBuffer payload)
            throws StoreException, InterruptedException {
        if (payload.remaining() > RecordFormat.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "record of %d bytes, at most %d"
                            .formatted(payload.remaining(), RecordFormat.MAX_PAYLOAD_BYTES));
        }
        if (index.wantsToLearn() && learning.compareAndSet(false, true)) {
            later(learning, this::learnKeys);
        }
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch other = underWay.putIfAbsent(key, mine);
        while (other != null) { // its writer stores the same thing; if it fails, it is our turn
            other.await();
            other = underWay.putIfAbsent(key, mine);
        }
        try {
            long returns = index.returns();
            Optional<RecordLocation> present = index.find(key);
            if (present.isPresent() && isReadable(present.get())) {
                counters.alreadyStored.increment();
                return StoreOutcome.ALREADY_STORED;
            }
            // one that was lost may be taken back while it is written again
            write(
                    kind,
                    key,
                    payload,
                    present.isPresent() ? () -> true : () -> index.returns() != returns);
            counters.stored.increment();
            return StoreOutcome.STORED;
        } finally {
            underWay.remove(key);
            mine.countDown();
        }
    }

    // no more threads: it is tried again the next time
    private void later(AtomicBoolean begun, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            begun.set(false);
            log.atWarn().setCause(e).log("nobody can work for the store");
        }
    }

    private void learnKeys() {
        try {
            index.learnKeys(() -> !closed);
        } catch (StoreException e) {
            log.atDebug().setCause(e).log("the index is asked for every key");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            learning.set(false);
        }
    }

    private boolean isReadable(RecordLocation location) {
        DriveSegments its = segments.get(location.drive());
        return its != null && its.isOpen();
    }

    /// @param replaces whether the key may have a place, asked when the record gets its own
    private void write(RecordKind kind, RecordKey key, ByteBuffer payload, BooleanSupplier replaces)
            throws StoreException, InterruptedException {
        checkIndexKeepsUp();
        long bytes = RecordFormat.diskBytes(payload.remaining());
        Set<Drive> failed = new HashSet<>();
        Set<Drive> resting = new HashSet<>();
        while (true) {
            try (Drives.Reservation reservation = reserve(bytes, failed, resting)) {
                Drive drive = reservation.drive();
                if (!use.begin(drive.id(), bytes)) {
                    resting.add(drive);
                    continue;
                }
                try {
                    use.awaitWriting(drive.id(), bytes);
                    Append append =
                            new Append(
                                    kind,
                                    key,
                                    index.takeSequence(),
                                    payload,
                                    location ->
                                            index.stored(key, location, replaces.getAsBoolean()));
                    appender(drive).submit(append);
                    append.await();
                    return;
                } catch (DriveUnavailableException e) {
                    drives.forgetRoom(drive);
                    failed.add(drive);
                    if (failed.size() == drives.all().size()) {
                        throw e;
                    }
                } finally {
                    use.end(drive.id(), bytes);
                }
            }
        }
    }

    /// Has a copy written to a drive.
    void submit(Drive drive, Append append) throws StoreException, InterruptedException {
        appender(drive).submit(append);
    }

    /// Has a tombstone written to a drive, from within a publication.
    void buryLater(Drive drive, List<Dead> dead) throws InterruptedException {
        DriveSegments its = byDrive.get(drive);
        if (its != null) {
            its.appender().submitLater(tombstone(its, dead));
        }
    }

    private Drives.Reservation reserve(long bytes, Set<Drive> failed, Set<Drive> resting)
            throws StoreException {
        if (resting.isEmpty()) {
            return drives.reserve(bytes, failed);
        }
        Set<Drive> except = new HashSet<>(failed);
        except.addAll(resting);
        try {
            return drives.reserve(bytes, except);
        } catch (StoreException e) {
            throw new StoreFullException(
                    "%d drives take nothing in now, the others cannot take %d bytes"
                            .formatted(resting.size(), bytes));
        }
    }

    private Appender appender(Drive drive) throws StoreException, InterruptedException {
        DriveSegments its = byDrive.get(drive);
        if (its == null || !its.openIfPresent()) {
            throw new DriveUnavailableException("drive " + drive.root() + " is not there");
        }
        its.healAfterFailure();
        return its.appender();
    }

    private void checkIndexKeepsUp() throws StoreException, InterruptedException {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        if (index.waitingCount() > (long) INDEX_BACKLOG * config.indexRows()) {
            flushIndex();
        }
    }

    /// Opens a record.
    Optional<StoredBytes> open(RecordKey key) throws StoreException, InterruptedException {
        boolean mended = false;
        for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
            long losses = index.losses();
            Optional<RecordLocation> found = index.find(key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            RecordLocation location = found.get();
            DriveSegments its = segments.get(location.drive());
            if (its == null || !its.openIfPresent()) {
                throw new DriveUnavailableException(key + " is on a drive that is not there");
            }
            try {
                StoredBytes bytes = open(its, key, location, losses);
                counters.opened.increment();
                if (mended) {
                    counters.mended.increment();
                }
                return Optional.of(bytes);
            } catch (ClosedByInterruptException e) {
                Thread.interrupted();
                throw new InterruptedException();
            } catch (IOException e) {
                if (!index.find(key).equals(found)) {
                    continue; // compaction has moved it
                }
                if (!its.drive().checkMarker()) {
                    its.closeIfGone();
                    throw new DriveUnavailableException(key + ": its drive is gone", e);
                }
                if (!mended && mend(its, location)) {
                    mended = true;
                    continue;
                }
                if (isDamaged(its, key, location, e)) {
                    lose(its, key, location, e);
                }
            }
        }
        throw new StoreException(key + " was moved " + READ_ATTEMPTS + " times while being read");
    }

    /// Whether what failed to be read is damaged, and not a moment at which nothing could be read.
    ///
    /// @return false if it can be read now
    private static boolean isDamaged(
            DriveSegments its, RecordKey key, RecordLocation location, IOException failure)
            throws StoreException, InterruptedException {
        if (failure instanceof RecordDamage) {
            return true;
        }
        try {
            return its.isUnreadable(key, location, failure);
        } catch (StoreException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw its.drive().readFailed(e);
        }
    }

    private StoredBytes open(DriveSegments its, RecordKey key, RecordLocation location, long losses)
            throws IOException {
        if (!RecordReader.isBlock(location)) {
            return its.reader().open(key, location, () -> mendOpen(its, location));
        }
        Optional<StoredBytes> ready = hot.open(key, location, losses);
        if (ready.isPresent()) {
            return ready.get();
        }
        CheckedBlock block = its.reader().block(key, location);
        hot.read(key, location, losses, block);
        return new BlockBytes(block);
    }

    /// Opens a record that is in memory. Does not wait.
    ///
    /// @return empty if it has to be looked for
    Optional<StoredBytes> openIfReady(RecordKey key) {
        long losses = index.losses();
        if (hot.location(key, losses).filter(this::isReadable).isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredBytes> ready = hot.open(key, losses);
        if (ready.isPresent()) {
            counters.opened.increment();
        }
        return ready;
    }

    /// Lets go of memory that is kept for reads to come.
    public void releaseMemory() {
        hot.clear();
    }

    private boolean mendOpen(DriveSegments its, RecordLocation location)
            throws InterruptedException {
        boolean mended = mend(its, location);
        if (mended) {
            counters.mended.increment();
        }
        return mended;
    }

    private boolean mend(DriveSegments its, RecordLocation location) throws InterruptedException {
        return listener.mend(
                its.drive().id(), location.segment(), location.position(), location.diskBytes());
    }

    private void lose(DriveSegments its, RecordKey key, RecordLocation location, IOException cause)
            throws StoreException, InterruptedException {
        boolean lost;
        index.lock().lock();
        try {
            lost = index.lost(key, location);
        } finally {
            index.lock().unlock();
        }
        if (lost) {
            counters.damaged.increment();
            its.drive().noteErrors(1, String.valueOf(cause.getMessage()));
            log.atWarn().addKeyValue("record", key).setCause(cause).log("record is damaged");
        }
        throw new RecordDamagedException(key + " is damaged: " + cause.getMessage());
    }

    /// Marks a record that a scrub found damaged, and could not mend, as lost.
    ///
    /// @return false if it is not there any more
    boolean markLost(DriveSegments its, RecordKey key, RecordLocation location, String cause)
            throws StoreException, InterruptedException {
        try {
            lose(its, key, location, new IOException(cause));
        } catch (RecordDamagedException e) {
            return !contains(key);
        }
        return false;
    }

    boolean contains(RecordKey key) throws StoreException, InterruptedException {
        return index.find(key).isPresent();
    }

    /// Whether a record is stored, on a drive that is there.
    boolean isReadable(RecordKey key) throws StoreException, InterruptedException {
        return index.find(key).filter(this::isReadable).isPresent();
    }

    List<BlobId> blobs(int space, BlobId from, int limit)
            throws StoreException, InterruptedException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ", at least 1");
        }
        return index.keys(space, from, limit).stream().map(RecordKey::blobId).toList();
    }

    /// Forgets records; returns before that is flushed.
    void delete(List<RecordKey> keys) throws StoreException, InterruptedException {
        Map<Integer, List<Dead>> dead = new HashMap<>();
        for (RecordKey key : keys) {
            index.lock().lock();
            try {
                Optional<RecordLocation> location = index.removed(key);
                if (location.isPresent()) {
                    RecordLocation at = location.get();
                    counters.deleted.increment();
                    dead.computeIfAbsent(at.drive(), drive -> new ArrayList<>())
                            .add(new Dead(at.segment(), at.position(), key));
                }
            } finally {
                index.lock().unlock();
            }
        }
        for (Map.Entry<Integer, List<Dead>> entry : dead.entrySet()) {
            bury(entry.getKey(), entry.getValue());
        }
        if (index.waitingCount() >= config.indexRows()) {
            indexLater();
        }
        checkIndexKeepsUp();
    }

    /// Writes tombstones, if the drive takes them; where it does not, the records may be back when
    /// the index is made anew.
    void bury(int ordinal, List<Dead> dead) throws InterruptedException {
        DriveSegments its = segments.get(ordinal);
        if (its == null || !its.isOpen() || !its.drive().isWritable()) {
            return;
        }
        for (int from = 0; from < dead.size(); from += TOMBSTONE_NAMES) {
            List<Dead> part = dead.subList(from, Math.min(dead.size(), from + TOMBSTONE_NAMES));
            its.appender().submit(tombstone(its, part));
        }
    }

    Append tombstone(DriveSegments its, List<Dead> dead) {
        return new Append(
                RecordKind.TOMBSTONE,
                SegmentFormat.NO_KEY,
                index.takeSequence(),
                SegmentFormat.tombstone(dead),
                location -> index.addTombstones(its.id(location.segment()), location.diskBytes()));
    }

    /// Takes the records of a drive for lost: its owner says that it will not come back.
    public void declareLost(DriveId drive) throws StoreException, InterruptedException {
        int ordinal;
        index.lock().lock();
        try {
            ordinal = index.row(drive).ordinal();
        } finally {
            index.lock().unlock();
        }
        flushIndex();
        RecordKey from = RecordKey.ofMetadata(SegmentFormat.NO_KEY.blobId());
        while (true) {
            Map<RecordKey, RecordLocation> page = index.onDrive(ordinal, from, PAGE);
            for (Map.Entry<RecordKey, RecordLocation> entry : page.entrySet()) {
                from = RecordIndex.after(entry.getKey());
                index.lock().lock();
                try {
                    index.lost(entry.getKey(), entry.getValue());
                } finally {
                    index.lock().unlock();
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            flushIndex();
        }
        flushIndex();
    }

    /// Takes the records of drives that are lent no more for lost: they are served by nobody. Their
    /// segments are forgotten, so that a drive that is lent again is read from the beginning, and
    /// what is on it counts again.
    private void giveUpUnlisted() throws StoreException, InterruptedException {
        Set<DriveId> listed = new HashSet<>();
        drives.all().forEach(drive -> listed.add(drive.id()));
        for (DriveRow row : drivesOfIndex()) {
            List<SegmentRow> left = segmentsOfIndex(row.ordinal());
            if (listed.contains(row.drive()) || left.isEmpty()) {
                continue;
            }
            log.atWarn()
                    .addKeyValue("drive", row.drive())
                    .addKeyValue("segments", left.size())
                    .log("not lent any more, what was on it counts as lost");
            declareLost(row.drive());
            index.lock().lock();
            try {
                left.forEach(segment -> index.segmentGone(segment.id()));
            } finally {
                index.lock().unlock();
            }
            flushIndex();
        }
    }

    private List<DriveRow> drivesOfIndex() {
        index.lock().lock();
        try {
            return index.drives();
        } finally {
            index.lock().unlock();
        }
    }

    private List<SegmentRow> segmentsOfIndex(int ordinal) {
        index.lock().lock();
        try {
            return index.segments(ordinal);
        } finally {
            index.lock().unlock();
        }
    }

    private void indexLater() {
        if (indexing.compareAndSet(false, true)) {
            later(indexing, this::indexNow);
        }
    }

    private void indexNow() {
        indexing.set(false);
        try {
            flushIndex();
        } catch (StoreException e) {
            log.atWarn().setCause(e).log("index cannot be written");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes what waits for the index.
    ///
    /// @throws StoreException if it cannot be written; nothing is lost, it is tried again later
    public void flushIndex() throws StoreException, InterruptedException {
        try {
            index.flush();
            counters.indexBatches.increment();
            indexed = clock.instant();
            indexFailure = null;
        } catch (StoreException e) {
            indexFailure = e;
            throw e;
        }
    }

    /// Why the index could not be written, if so.
    public Optional<StoreException> indexFailure() {
        return Optional.ofNullable(indexFailure);
    }

    /// Does what is due: checks of the drives, opening of one that is back, index rows that have
    /// waited long enough. Call every second or two, on a thread that may block.
    public void tick() throws InterruptedException {
        drives.tick();
        for (DriveSegments its : byDrive.values()) {
            its.closeIfGone();
            try {
                its.openIfPresent();
                its.healAfterFailure();
            } catch (StoreException e) {
                log.atWarn().setCause(e).log("drive cannot be opened");
            }
        }
        Duration waited = Duration.between(indexed, clock.instant());
        if (index.waitingCount() > 0 && waited.compareTo(config.indexDelay()) >= 0) {
            indexLater();
        }
    }

    /// Bytes of records written since it was opened.
    public long writtenBytes() {
        return counters.writtenBytes.sum();
    }

    /// Figures for metrics.
    public StoreFigures figures() {
        List<DriveFigures> perDrive = new ArrayList<>();
        for (Drive drive : drives.all()) {
            DriveSegments its = byDrive.get(drive);
            if (its != null) {
                perDrive.add(figures(drive, its));
            }
        }
        return new StoreFigures(
                counters.stored.sum(),
                counters.alreadyStored.sum(),
                counters.deleted.sum(),
                counters.opened.sum(),
                counters.writtenBytes.sum(),
                counters.flushes.sum(),
                counters.groups.sum(),
                counters.groupedRecords.sum(),
                counters.sealedSegments.sum(),
                counters.damaged.sum(),
                counters.mended.sum(),
                counters.writeFailures.sum(),
                counters.copiedBytes.sum(),
                counters.reclaimedBytes.sum(),
                counters.indexBatches.sum(),
                index.waitingCount(),
                perDrive);
    }

    private static DriveFigures figures(Drive drive, DriveSegments its) {
        int count = 0;
        long fileBytes = 0;
        long liveRecords = 0;
        long liveBytes = 0;
        for (SegmentRow row : its.rows()) {
            count++;
            fileBytes += row.byteCount();
            liveRecords += row.liveCount();
            liveBytes += row.liveBytes();
        }
        return new DriveFigures(
                drive.id(),
                drive.isPresent(),
                drive.isWritable(),
                count,
                fileBytes,
                liveRecords,
                liveBytes);
    }

    /// Waits for what is being written, writes the index, closes the files.
    @Override
    public void close() {
        closed = true;
        for (DriveSegments its : byDrive.values()) {
            its.close();
        }
        boolean interrupted = Thread.interrupted();
        try {
            flushIndex();
        } catch (StoreException e) {
            // the next start reads it from the segments
            log.atWarn().setCause(e).log("index was not written at the end");
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
