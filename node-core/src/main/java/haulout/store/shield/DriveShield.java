// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.drive.Drives;
import haulout.store.file.OpenFile;
import haulout.store.segment.RecordStore;
import haulout.store.segment.SegmentAccess;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.segment.SegmentListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Parity for sealed segments and what it can mend: flipped bits, bad sectors, the end of a segment
/// that was cut off.
///
/// Made before the store, which tells it of its segments, and bound to it when the store is open.
/// Parity is made in [#step], by whoever has time; nobody who writes or reads waits for it. It is a
/// second copy of nothing: a drive that dies takes its segments along, for the network to bring
/// back.
///
/// Threads: any. [#step] and [#close] on threads that are never interrupted, because they write.
public final class DriveShield implements SegmentListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriveShield.class);

    private final Drives drives;
    private final Executor executor;
    private final ShieldCounters counters = new ShieldCounters();
    private final Mender mender = new Mender(counters);
    private final ParityFiles files;
    private final ParityPlan plan;

    // taken for a step, and for giving a file its name; never while the store is asked to remove
    private final ReentrantLock working = new ReentrantLock();
    private final ReentrantLock naming = new ReentrantLock();
    private volatile @Nullable SegmentAccess access;
    private volatile @Nullable ParityKey coding;
    private volatile boolean cancelled;
    private @Nullable ParityJob job;
    private boolean closed;

    /// @param mode for all segments; parity of another mode is replaced
    /// @param executor runs mending: threads that are never interrupted
    public DriveShield(Drives drives, ShieldMode mode, InstantSource clock, Executor executor) {
        this.drives = drives;
        this.executor = executor;
        int parityCount = mode.on(drives.all().size()).parityCount();
        this.files = new ParityFiles(drives, parityCount);
        this.plan = new ParityPlan(drives, files, parityCount, clock);
    }

    /// What a step has done.
    ///
    /// @param codedBytes bytes of segments that were read
    /// @param isIdle there is nothing to do now
    public record Step(long codedBytes, boolean isIdle) {}

    /// Begins to work for a store that is open.
    public void bind(RecordStore store) {
        access = new SegmentAccess(store);
        plan.lookAgain();
    }

    Mender mender() {
        return mender;
    }

    ShieldCounters counters() {
        return counters;
    }

    Optional<ParityFile> parityOf(Sealed segment) {
        files.refresh();
        return files.find(new ParityKey(segment.drive(), segment.number()));
    }

    /// Lets go of a parity file that is of no use, so that it is made anew.
    void drop(ParityFile file, String cause, boolean isDamaged) {
        log.atWarn().addKeyValue("parity", file.path()).log("made anew: {}", cause);
        if (isDamaged) {
            counters.damagedBlocks.increment();
            file.drive().noteErrors(1, "parity: " + cause);
        }
        deleteQuietly(file);
        plan.lookAgain();
    }

    private void deleteQuietly(ParityFile file) {
        try {
            files.delete(file);
        } catch (IOException e) {
            log.atWarn().addKeyValue("parity", file.path()).setCause(e).log("not deleted");
        }
    }

    @Override
    public void sealed(DriveId drive, int segment) {
        plan.lookAgain();
    }

    @Override
    public void removing(DriveId drive, int segment) {
        ParityKey key = new ParityKey(drive, segment);
        naming.lock();
        try {
            if (key.equals(coding)) {
                cancelled = true;
            }
            files.find(key).ifPresent(this::deleteQuietly);
        } finally {
            naming.unlock();
        }
        mender.forget(key);
    }

    /// Goes on with the parity that was begun, or begins with a segment that has none.
    ///
    /// @param maxBytes reads about so much of segments; at least 1.1 MB at once
    /// @throws StoreException if a drive fails; it is tried again later
    public Step step(long maxBytes) throws StoreException, InterruptedException {
        working.lock();
        try {
            SegmentAccess its = access;
            if (closed || its == null) {
                return new Step(0, true);
            }
            ParityJob now = job != null ? job : begin(its);
            if (now == null || !mayWork(its, now)) {
                return new Step(0, true);
            }
            Step step = work(now, maxBytes);
            its.awaitAfter(now.segment().drive(), step.codedBytes());
            return step;
        } finally {
            working.unlock();
        }
    }

    private static boolean mayWork(SegmentAccess its, ParityJob now) {
        return its.mayWork(now.segment().drive(), DriveUse.Work.PARITY)
                && its.mayWork(now.file().drive().id(), DriveUse.Work.PARITY);
    }

    private Step work(ParityJob now, long maxBytes) throws StoreException, InterruptedException {
        boolean goesOn = false;
        try {
            if (cancelled) {
                return new Step(0, false);
            }
            long bytes = now.step(maxBytes);
            if (now.isDone()) {
                finish(now);
            } else {
                goesOn = true;
            }
            counters.codedBytes.add(bytes);
            return new Step(bytes, false);
        } catch (StoreException e) {
            plan.postpone(now.file().key());
            throw e;
        } finally {
            job = goesOn ? now : null;
            if (!goesOn) {
                counters.lostRecords.add(now.lostRecords());
                now.close();
            }
        }
    }

    private void finish(ParityJob now) throws StoreException {
        ParityKey key = now.file().key();
        Optional<ParityFile> before = files.find(key);
        if (before.isPresent() && contradicts(now, before.get())) {
            plan.postpone(key); // the scrub finds what is damaged
            return;
        }
        now.complete();
        naming.lock();
        try {
            if (cancelled) {
                return;
            }
            now.publish();
            files.add(now.file());
            counters.madeFiles.increment();
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw now.file().drive().writeFailed(e);
        } finally {
            naming.unlock();
        }
    }

    /// Whether parity that is to be replaced knows other bytes of the same segment.
    private boolean contradicts(ParityJob now, ParityFile before) throws StoreException {
        Drive drive = drive(now.segment().drive());
        try (Inspection inspection =
                Inspection.open(
                        before,
                        drive,
                        now.segment().file(),
                        OptionalLong.of(now.segment().byteCount()))) {
            return !inspection.table().hasSameData(now.table());
        } catch (UnfitParityException e) {
            return false;
        } catch (IOException e) {
            throw drive.readFailed(e);
        }
    }

    private Drive drive(DriveId id) {
        return drives.all().stream().filter(its -> its.id().equals(id)).findFirst().orElseThrow();
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when it is done or with this
    private @Nullable ParityJob begin(SegmentAccess its) throws StoreException {
        cancelled = false;
        Optional<Sealed> next = plan.next(its, this::deleteQuietly);
        if (next.isEmpty()) {
            return null;
        }
        ParityKey key = new ParityKey(next.get().drive(), next.get().number());
        if (!its.mayWork(key.drive(), DriveUse.Work.PARITY)) {
            plan.postpone(key);
            return null;
        }
        coding = key;
        if (its.sealed(key.drive(), key.segment()).isEmpty()) {
            return null; // removed just now
        }
        try {
            ParityLayout layout = plan.layout(next.get());
            Drives.Reservation room = plan.reserve(next.get(), layout.fileBytes());
            return ParityJob.begin(its, next.get(), room, layout);
        } catch (StoreFullException e) {
            plan.noRoom();
            return null;
        } catch (StoreException e) {
            plan.postpone(key);
            throw e;
        } catch (IOException e) {
            plan.postpone(key);
            throw new StoreException("parity of segment " + key, e);
        }
    }

    @Override
    public boolean mend(DriveId drive, int segment, long position, long byteCount)
            throws InterruptedException {
        SegmentAccess its = access;
        Optional<Sealed> sealed = its == null ? Optional.empty() : its.sealed(drive, segment);
        if (its == null || sealed.isEmpty()) {
            return false;
        }
        FutureTask<Boolean> task =
                new FutureTask<>(() -> mend(its, sealed.get(), position, byteCount));
        executor.execute(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            log.atWarn()
                    .addKeyValue("drive", drive)
                    .addKeyValue("segment", segment)
                    .setCause(e.getCause())
                    .log("segment could not be mended");
            return false;
        }
    }

    private boolean mend(SegmentAccess its, Sealed segment, long position, long byteCount)
            throws IOException, InterruptedException {
        Optional<ParityFile> file = parityOf(segment);
        if (file.isEmpty()) {
            return false;
        }
        try (Inspection inspection =
                Inspection.open(
                        file.get(),
                        its.drive(segment.drive()),
                        segment.file(),
                        OptionalLong.of(segment.byteCount()))) {
            boolean whole = true;
            for (int column : columns(inspection, position, byteCount)) {
                switch (mender.repair(its, segment, inspection, column)) {
                    case WHOLE, MENDED -> {}
                    case BEYOND -> whole = false;
                    case DISTRUSTED -> {
                        drop(file.get(), "it contradicts the segment", false);
                        return false;
                    }
                }
            }
            return whole;
        } catch (UnfitParityException e) {
            drop(file.get(), String.valueOf(e.getMessage()), e.isDamaged());
            return false;
        }
    }

    // a file that was cut off is mended as a whole, so that it has its length again
    private static Set<Integer> columns(Inspection inspection, long position, long byteCount)
            throws IOException {
        ParityLayout layout = inspection.layout();
        Set<Integer> columns = new TreeSet<>();
        if (inspection.isCutOff()) {
            for (int column = 0; column < layout.columns(); column++) {
                columns.add(column);
            }
            return columns;
        }
        long end = Math.min(position + byteCount, layout.segmentBytes());
        long at = position;
        while (at < end) {
            int column = layout.columnOf(at);
            columns.add(column);
            int stripe = (int) (at / layout.stripeBytes());
            at = layout.dataPosition(stripe, column) + layout.blockBytes(column);
        }
        return columns;
    }

    @Override
    public boolean restore(DriveId drive, int segment, Path path) {
        files.refresh();
        Optional<ParityFile> file = files.find(new ParityKey(drive, segment));
        if (file.isEmpty()) {
            return false;
        }
        try (Inspection inspection =
                Inspection.open(file.get(), drive(drive), path, OptionalLong.empty())) {
            return mender.restore(inspection);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", path).setCause(e).log("could not be brought back");
            return false;
        }
    }

    /// Writes the table of a parity file again, of which one copy was right.
    void mendTables(Inspection inspection) throws IOException {
        ParityFile file = inspection.file();
        if (!file.drive().checkMarker()) {
            throw new StoreException("drive " + file.drive().root() + " is not there");
        }
        counters.damagedBlocks.increment();
        try (OpenFile open = file.drive().files().openForWriting(file.path())) {
            open.truncate(inspection.layout().fileBytes());
            inspection.table().write(open);
            open.force();
        } catch (IOException e) {
            throw file.drive().writeFailed(e);
        }
        counters.mendedBlocks.increment();
        file.drive().noteErrors(1, "a table of parity was mended");
    }

    /// Figures for metrics.
    public ShieldFigures figures() {
        return new ShieldFigures(
                files.all().size(),
                files.byteCount(),
                plan.unshielded(access),
                counters.madeFiles.sum(),
                counters.codedBytes.sum(),
                counters.checkedBytes.sum(),
                counters.damagedBlocks.sum(),
                counters.mendedBlocks.sum(),
                counters.lostRecords.sum(),
                counters.recoveredRecords.sum());
    }

    /// Ends a job that is under way; before the store is closed.
    @Override
    public void close() {
        working.lock();
        try {
            closed = true;
            access = null;
            if (job != null) {
                job.close();
                job = null;
            }
        } finally {
            working.unlock();
        }
    }
}
