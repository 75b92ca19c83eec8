// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.ledger.ChainException;
import haulout.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs work in the background, again and again until it succeeds or the node stops.
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final ExecutorService background;
    private final ScheduledExecutorService timer;
    private final NodeFaults faults;
    private final Duration minPause;
    private final Duration maxPause;
    private volatile boolean closed;

    Retries(NodeThreads threads, NodeFaults faults, NodeLimits limits) {
        this.background = threads.background();
        this.timer = threads.timer();
        this.faults = faults;
        this.minPause = limits.minRetryPause();
        this.maxPause = limits.maxRetryPause();
    }

    /// Work that may be done twice.
    @FunctionalInterface
    interface Attempt {
        void run() throws StoreException, ChainException, InterruptedException;
    }

    /// Starts at once, in the background.
    void run(String what, Attempt attempt) {
        start(what, attempt, minPause);
    }

    /// Starts after a while, in the background.
    void later(String what, Duration delay, Attempt attempt) {
        schedule(() -> start(what, attempt, minPause), delay);
    }

    void close() {
        closed = true;
    }

    private void start(String what, Attempt attempt, Duration pause) {
        try {
            background.execute(() -> attempt(what, attempt, pause));
        } catch (RejectedExecutionException stopped) {
            log.atDebug().addKeyValue("work", what).log("not started, the node stops");
        }
    }

    private void attempt(String what, Attempt attempt, Duration pause) {
        if (closed) {
            return;
        }
        try {
            attempt.run();
        } catch (StoreException e) {
            faults.noted(e);
            again(what, attempt, pause);
        } catch (ChainException e) {
            log.atDebug().addKeyValue("work", what).setCause(e).log("the ledger failed");
            again(what, attempt, pause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // the outermost frame of the work: a bug must not end everything that waits for it
            log.atError().addKeyValue("work", what).setCause(e).log("background work failed");
            again(what, attempt, maxPause);
        }
    }

    private void again(String what, Attempt attempt, Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        Duration next = doubled.compareTo(maxPause) < 0 ? doubled : maxPause;
        schedule(() -> start(what, attempt, next), pause);
    }

    private void schedule(Runnable task, Duration delay) {
        if (closed) {
            return;
        }
        try {
            var _ = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            log.atDebug().log("nothing is scheduled any more, the node stops");
        }
    }
}
