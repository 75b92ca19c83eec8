// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.redstuff.UnitGate;
import haulout.store.StoreException;
import haulout.store.segment.Compaction;
import haulout.store.segment.RecordStore;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store needs from time to time: drives are looked at each second, room is won back in
/// small steps.
final class Upkeep implements AutoCloseable {
    private static final long TICK_MILLIS = 1000;

    /// So much is copied in one step, and after each step there is a pause at least as long, so
    /// that winning back room takes at most half of a drive's time.
    private static final long STEP_BYTES = 4L << 20;

    private static final Duration IDLE_PAUSE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final RecordStore store;
    private final Compaction compaction;
    private final UnitGate gate;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledFuture<?> ticks;
    private final Future<?> compacting;

    private Upkeep(RecordStore store, NodeHost host) {
        this.store = store;
        this.compaction = new Compaction(store);
        this.gate = host.guest().heavy();
        this.ticks =
                host.timer()
                        .scheduleWithFixedDelay(
                                () -> {
                                    if (ticking.compareAndSet(false, true)) {
                                        host.background().execute(this::tick);
                                    }
                                },
                                TICK_MILLIS,
                                TICK_MILLIS,
                                TimeUnit.MILLISECONDS);
        this.compacting = host.background().submit(this::compact);
    }

    static Upkeep start(RecordStore store, NodeHost host) {
        return new Upkeep(store, host);
    }

    private void tick() {
        try {
            store.tick();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ticking.set(false);
        }
    }

    private void compact() {
        try {
            while (true) {
                long begin = System.nanoTime();
                boolean isIdle = compactionStep();
                long took = System.nanoTime() - begin;
                TimeUnit.NANOSECONDS.sleep(isIdle ? IDLE_PAUSE.toNanos() : took);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        }
    }

    private boolean compactionStep() throws InterruptedException {
        gate.enter();
        try {
            return compaction.step(STEP_BYTES).isIdle();
        } catch (StoreException e) {
            log.atWarn().setCause(e).log("room could not be won back");
            return true;
        } finally {
            gate.leave();
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
        compacting.cancel(true);
    }
}
