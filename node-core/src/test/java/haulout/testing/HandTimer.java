// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A timer and its clock, both moved by a test: what is planned is done when the test says so, in
/// the test's thread.
public final class HandTimer extends ScheduledThreadPoolExecutor {
    private final List<Due> due = new ArrayList<>();
    private long now;

    private record Due(long at, Runnable task) {}

    /// @param now nanoseconds on its clock
    public HandTimer(long now) {
        super(1);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.now = now;
    }

    /// What its clock shows.
    public long nanoTime() {
        return now;
    }

    /// Lets time pass in which nothing is done.
    public void pass(long nanos) {
        now += nanos;
    }

    /// How many things are planned.
    public int planned() {
        return due.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException("shut down");
        }
        due.add(new Due(now + unit.toNanos(delay), task));
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    /// Does what is due first, a little late.
    ///
    /// @param late nanoseconds
    public void next(long late) {
        Due first = due.stream().min(Comparator.comparingLong(Due::at)).orElseThrow();
        due.remove(first);
        now = first.at() + late;
        first.task().run();
    }
}
