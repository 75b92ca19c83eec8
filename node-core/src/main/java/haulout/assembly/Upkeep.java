// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.node.StorageNode;
import haulout.redstuff.UnitGate;
import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.segment.Compaction;
import haulout.store.segment.RecordStore;
import haulout.store.shield.DriveShield;
import haulout.store.shield.Scrub;
import haulout.store.sqlite.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store needs from time to time: drives are looked at every other second; in small steps
/// room is won back, parity is made, and what is stored is read again.
final class Upkeep implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(2);

    /// So much is copied, protected or checked in one step.
    private static final long STEP_BYTES = 4L << 20;

    /// After each step there is a pause as long as it was: winning back room and making parity take
    /// at most half of a drive's time each.
    private static final int REST = 1;

    /// The scrub takes a quarter at most.
    private static final int SCRUB_REST = 3;

    private static final Duration IDLE_PAUSE = Duration.ofSeconds(30);

    /// So much written between two ticks is a node at work; who uploads a file writes far more.
    private static final long BUSY_BYTES = 16L << 20;

    /// Sealed segments that wait for their parity at most while the node is at work.
    private static final int MAX_UNSHIELDED = 8;

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    /// After which the owner is told; twice the period of a scrub that is let do its work.
    private static final long SCRUB_LATE_DAYS = 30;

    private static final Duration WATCH_PAUSE = Duration.ofHours(1);

    /// Pages of the database that are given back in one transaction: some milliseconds.
    private static final int SHRINK_PAGES = 256;

    private static final Duration SHRINK_PAUSE = Duration.ofHours(1);

    /// The whole stop has five seconds; a step takes some milliseconds.
    private static final long STOP_MILLIS = 1000;

    // most work is never wanted sooner
    private static final Semaphore NOBODY = new Semaphore(0);

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final RecordStore store;
    private final Charges charges;
    private final DriveShield shield;
    private final Scrub scrub;
    private final BooleanSupplier mayScrub;
    private final NodeHost host;
    private final Compaction compaction;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final Beat ticks;
    private final List<Future<?>> work;
    private final ReentrantLock compacting = new ReentrantLock();
    private final Semaphore scrubWished = new Semaphore(0);
    private volatile boolean isClosed;
    private volatile boolean isBusy;
    private long writtenBefore;

    /// What is looked after.
    record Charges(
            RecordStore store,
            Database database,
            DriveShield shield,
            Scrub scrub,
            StorageNode node) {}

    private Upkeep(Charges charges, BooleanSupplier mayScrub, NodeHost host) {
        this.charges = charges;
        this.store = charges.store();
        this.shield = charges.shield();
        this.scrub = charges.scrub();
        this.mayScrub = mayScrub;
        this.host = host;
        this.compaction = new Compaction(store);
        this.ticks =
                host.every(
                        TICK,
                        () -> {
                            if (ticking.compareAndSet(false, true)) {
                                host.background().execute(this::tick);
                            }
                        });
        this.work =
                List.of(
                        start("compaction", REST, host.guest().heavy(), NOBODY, this::compact),
                        start("parity", REST, host.guest().heavy(), NOBODY, this::protect),
                        start("scrub", SCRUB_REST, host.guest().heavy(), scrubWished, this::check),
                        start("database", REST, UnitGate.OPEN, NOBODY, this::shrink),
                        start("watch of the scrub", REST, UnitGate.OPEN, NOBODY, this::watchScrub));
    }

    private Future<?> start(String what, int rest, UnitGate gate, Semaphore waker, Work steps) {
        return host.background().submit(() -> repeat(what, rest, gate, waker, steps));
    }

    /// Has everything on a drive read now, in the same small steps and under the same rules.
    void checkNow(DriveId drive) {
        scrub.wish(drive);
        scrubWished.release();
    }

    /// @param mayScrub whether the computer has time for the scrub
    static Upkeep start(Charges charges, BooleanSupplier mayScrub, NodeHost host) {
        return new Upkeep(charges, mayScrub, host);
    }

    private void tick() {
        try {
            store.tick();
            long written = store.writtenBytes();
            isBusy = written - writtenBefore > BUSY_BYTES;
            writtenBefore = written;
            if (store.indexFailure().isEmpty()
                    && store.drives().all().stream().allMatch(Drive::isWritable)) {
                charges.node().storeSeemsWell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ticking.set(false);
        }
    }

    /// Does one step of something.
    @FunctionalInterface
    interface Work {
        /// Does one step.
        ///
        /// @return how long to wait at least until the next
        Duration step() throws StoreException, InterruptedException;
    }

    /// Repeats steps, with a pause after each that is some times as long as it took.
    private void repeat(String what, int rest, UnitGate gate, Semaphore waker, Work work) {
        try {
            while (true) {
                gate.enter();
                long begin = System.nanoTime();
                Duration pause;
                try {
                    pause = step(what, work);
                } finally {
                    gate.leave();
                }
                long took = System.nanoTime() - begin;
                if (waker.tryAcquire(
                        Math.max(pause.toNanos(), rest * took), TimeUnit.NANOSECONDS)) {
                    int _ = waker.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        }
    }

    /// Does a step. What fails in it is tried again after a while, whatever it was: each kind of
    /// work has one thread, which would end without a word.
    ///
    /// @return how long to wait at least until the next
    static Duration step(String what, Work work) throws InterruptedException {
        try {
            return work.step();
        } catch (StoreException e) {
            log.atWarn().addKeyValue("work", what).setCause(e).log("a step failed");
            return IDLE_PAUSE;
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("work", what).setCause(e).log("a step failed");
            return IDLE_PAUSE;
        }
    }

    private Duration compact() throws StoreException, InterruptedException {
        Compaction.Step step =
                onWriter(() -> {
                    compacting.lock();
                    try {
                        return isClosed
                                ? new Compaction.Step(0, 0, true)
                                : compaction.step(STEP_BYTES);
                    } finally {
                        compacting.unlock();
                    }
                });
        return step.isIdle() ? IDLE_PAUSE : Duration.ZERO;
    }

    private Duration protect() throws StoreException, InterruptedException {
        if (isBusy && shield.figures().unshieldedSegments() <= MAX_UNSHIELDED) {
            return BUSY_PAUSE; // who writes needs the drive and the processor more
        }
        return onWriter(() -> shield.step(STEP_BYTES)).isIdle() ? IDLE_PAUSE : Duration.ZERO;
    }

    private Duration check() throws StoreException, InterruptedException {
        if (!mayScrub.getAsBoolean() && !scrub.isLate() && !scrub.isWished()) {
            return IDLE_PAUSE;
        }
        Scrub.Step step = onWriter(() -> scrub.step(STEP_BYTES));
        return step.isIdle() ? IDLE_PAUSE : scrub.pauseAfter(step.checkedBytes());
    }

    private Duration shrink() throws StoreException, InterruptedException {
        return charges.database().shrink(SHRINK_PAGES) ? Duration.ZERO : SHRINK_PAUSE;
    }

    private Duration watchScrub() {
        Scrub.Progress progress = scrub.progress();
        Optional<Instant> since = progress.lastFullCheck().or(progress::oldestRound);
        Optional<String> late =
                since.map(then -> Duration.between(then, host.clock().instant()).toDays())
                        .filter(days -> progress.totalBytes() > 0 && days >= SCRUB_LATE_DAYS)
                        .map(days ->
                                "what is stored was last read again %d days ago".formatted(days));
        charges.node().scrubIsLate(late);
        return WATCH_PAUSE;
    }

    /// Runs something on a thread that is not interrupted when the node stops: it writes files.
    private <T> T onWriter(Callable<T> step) throws StoreException, InterruptedException {
        Future<T> task = host.patientWriters().submit(step);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new StoreException("upkeep of the store", e);
        }
    }

    @Override
    public void close() {
        ticks.close();
        work.forEach(task -> task.cancel(true));
        isClosed = true;
        try {
            // a step that has begun ends before the store does
            if (compacting.tryLock(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                compacting.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
