// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is done every so often, on the beat: at the moments at which the steady clock is
/// a multiple of the period. So all that is done every second, every other and every tenth comes
/// together, and a computer that rests is woken once for it; waking it costs more than most of what
/// is done then.
///
/// What is missed, while the computer sleeps or the timer is busy, is not made up for.
///
/// Threads: [#close()] by any.
public final class Beat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Beat.class);

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long period;
    private final Runnable task;
    private volatile boolean isClosed;

    private Beat(
            ScheduledExecutorService timer, LongSupplier nanoTime, Duration period, Runnable task) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.period = period.toNanos();
        this.task = task;
    }

    /// Begins, with the next beat.
    ///
    /// @param timer does it, and remains the caller's; when it is shut down, that is the end
    /// @param nanoTime a steady clock
    /// @param period more than nothing
    /// @param task is done in the timer's thread and must not wait
    public static Beat begin(
            ScheduledExecutorService timer, LongSupplier nanoTime, Duration period, Runnable task) {
        Beat beat = new Beat(timer, nanoTime, period, task);
        beat.next();
        return beat;
    }

    private void next() {
        long pause = period - Math.floorMod(nanoTime.getAsLong(), period);
        try {
            var _ = timer.schedule(this::strike, pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.atDebug().log("the timer has ended");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // because one that fails must not be the last one
    private void strike() {
        if (isClosed) {
            return;
        }
        try {
            task.run();
        } catch (RejectedExecutionException e) {
            log.atDebug().log("whoever should do it has ended");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("what is done on the beat failed");
        }
        next();
    }

    /// Ends it; what is being done is not waited for.
    @Override
    public void close() {
        isClosed = true;
    }
}
