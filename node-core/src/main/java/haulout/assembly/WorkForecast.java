// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.forecast.Minute;
import haulout.resources.forecast.WhatIf;
import haulout.resources.settings.Settings;
import haulout.status.OwnerFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// How much heavy work the rules have left over the last week, reckoned anew each hour.
///
/// Threads: any.
final class WorkForecast {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    // of less nothing can be said about a day
    private static final Duration LEAST = Duration.ofDays(1);
    private static final long MINUTE_SECONDS = 60;

    private final Supplier<List<Minute>> minutes;
    private final Supplier<Settings> settings;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;
    private final int cores;
    private final Executor executor;
    private final AtomicBoolean reckoning = new AtomicBoolean();
    private volatile Known known =
            new Known(Duration.ofDays(-1), Optional.empty(), Optional.empty());

    private record Known(Duration at, Optional<Settings> of, Optional<OwnerFacts.Work> work) {}

    /// @param executor reckons, which takes up to a second
    WorkForecast(
            Supplier<List<Minute>> minutes,
            Supplier<Settings> settings,
            Supplier<ZoneId> zone,
            InstantSource clock,
            int cores,
            Executor executor) {
        this.minutes = minutes;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.cores = cores;
        this.executor = executor;
    }

    /// What was reckoned last; empty until a day is recorded.
    ///
    /// @param now steady clock
    Optional<OwnerFacts.Work> perDay(Duration now) {
        Known last = known;
        Settings current = settings.get();
        boolean old =
                now.minus(last.at()).compareTo(EVERY) >= 0
                        || !last.of().equals(Optional.of(current));
        if (old && reckoning.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    try {
                        known = new Known(now, Optional.of(current), reckon(current));
                    } finally {
                        reckoning.set(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                reckoning.set(false);
            }
        }
        return last.work();
    }

    private Optional<OwnerFacts.Work> reckon(Settings current) {
        long from = clock.instant().minus(WEEK).getEpochSecond() / MINUTE_SECONDS;
        List<Minute> week = minutes.get().stream().filter(one -> one.minute() >= from).toList();
        WhatIf.Result result = WhatIf.run(week, current, zone.get(), cores);
        return result.recorded().compareTo(LEAST) < 0 || result.strongest().isEmpty()
                ? Optional.empty()
                : Optional.of(new OwnerFacts.Work(result.perDay(), result.strongest().getFirst()));
    }
}
