// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.forecast;

import haulout.resources.policy.Decision;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.policy.Memory;
import haulout.resources.policy.Moment;
import haulout.resources.policy.Policy;
import haulout.resources.policy.Reading;
import haulout.resources.policy.Reason;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs settings over recorded minutes. Pure; a day takes some 20 ms, so it belongs on a thread in
/// the background.
public final class WhatIf {
    private static final int HOURS = 168;
    private static final int HOURS_PER_DAY = 24;
    // two decisions a minute, as close as the policy needs them to see no sleep in between
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int STEPS = 2;
    private static final int STRONGEST = 2;
    private static final long TOTAL_MEMORY = 16 * Sizes.GB;
    // less recorded than that says nothing about a week
    private static final Duration ENOUGH = Duration.ofHours(1);

    private final ZoneId zone;
    private final Settings settings;
    private final int cores;
    private final double[] open = new double[HOURS];
    private final double[] seen = new double[HOURS];
    private final Map<String, Integer> stopped = new HashMap<>();
    private final Map<String, Sentence> sentences = new HashMap<>();

    private WhatIf(Settings settings, ZoneId zone, int cores) {
        Mode.Kind kind = settings.mode().kind();
        // a pause ends; what is asked is how it goes on
        this.settings =
                settings.with(
                        new Mode(
                                kind == Mode.Kind.PAUSED ? Mode.Kind.AUTOMATIC : kind,
                                Instant.MAX));
        this.zone = zone;
        this.cores = cores;
    }

    /// What settings would have allowed.
    ///
    /// @param perDay heavy work a day, on the mean of the recorded time
    /// @param recorded how much is recorded
    /// @param hours 168 parts from 0 to 1, Monday 0:00 first; empty when too little is recorded
    /// @param strongest rules that stopped it most, strongest first
    public record Result(
            Duration perDay, Duration recorded, List<Double> hours, List<Sentence> strongest) {
        public Result {
            hours = List.copyOf(hours);
            strongest = List.copyOf(strongest);
        }
    }

    /// Runs settings over minutes.
    ///
    /// @param minutes oldest first
    public static Result run(List<Minute> minutes, Settings settings, ZoneId zone, int cores) {
        WhatIf run = new WhatIf(settings, zone, cores);
        run.over(minutes);
        return run.result(minutes.size());
    }

    private void over(List<Minute> minutes) {
        if (minutes.isEmpty()) {
            return;
        }
        Instant begin = wall(minutes.getFirst());
        Memory memory = Memory.fresh(moment(begin, begin), 1);
        for (Minute minute : minutes) {
            Instant at = wall(minute);
            Inputs inputs = inputs(minute);
            int hour = hour(at);
            for (int step = 0; step < STEPS; step++) {
                Instant now = at.plus(STEP.multipliedBy(step));
                Decision decision =
                        Policy.decide(inputs, settings, memory, moment(now, begin), cores);
                memory = decision.memory();
                seen[hour]++;
                if (decision.permit(Duty.HEAVY).allowed()) {
                    open[hour]++;
                } else {
                    note(decision);
                }
            }
        }
    }

    private static Instant wall(Minute minute) {
        return Instant.ofEpochSecond(minute.minute() * 60);
    }

    private Moment moment(Instant now, Instant begin) {
        return new Moment(now, zone, Duration.between(begin, now));
    }

    private int hour(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getDayOfWeek().getValue() - 1) * HOURS_PER_DAY + local.getHour();
    }

    private void note(Decision decision) {
        decision.reasons().stream()
                .filter(reason -> reason.stops().contains(Duty.HEAVY))
                .findFirst()
                .ifPresent(this::note);
    }

    private void note(Reason reason) {
        stopped.merge(reason.rule().text(), 1, Integer::sum);
        sentences.put(reason.rule().text(), reason.sentence());
    }

    private Result result(int minutes) {
        double allowed = 0;
        for (double part : open) {
            allowed += part;
        }
        Duration recorded = Duration.ofMinutes(minutes);
        double part = minutes == 0 ? 0 : allowed / (minutes * (double) STEPS);
        List<Double> hours = new ArrayList<>();
        if (recorded.compareTo(ENOUGH) >= 0) {
            for (int i = 0; i < HOURS; i++) {
                hours.add(seen[i] == 0 ? 0.0 : open[i] / seen[i]);
            }
        }
        List<Sentence> strongest =
                stopped.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(STRONGEST)
                        .map(entry ->
                                sentences.getOrDefault(entry.getKey(), Sentence.of("ends.over")))
                        .toList();
        Duration perDay = Duration.ofSeconds(Math.round(part * Duration.ofDays(1).toSeconds()));
        return new Result(perDay, recorded, hours, strongest);
    }

    private static <T> Reading<T> known(boolean isKnown, T value) {
        return isKnown ? Reading.of(value) : Reading.unknown();
    }

    private static Reading<Double> percent(int value) {
        return known(value != Minute.UNKNOWN, (double) value);
    }

    private static Inputs inputs(Minute m) {
        int charge = m.chargePct() == Minute.UNKNOWN ? Power.NO_CHARGE : m.chargePct();
        long free = TOTAL_MEMORY / 100 * m.freeMemoryPct();
        return new Inputs(
                Reading.of(false),
                Duration.ofDays(1),
                m.display(),
                known(
                        m.has(Minute.PRESENCE),
                        new Presence(
                                Duration.ofSeconds(m.idleSeconds()),
                                m.has(Minute.LOCKED),
                                m.has(Minute.REMOTE))),
                m.has(Minute.BATTERY),
                Reading.of(new Power(m.has(Minute.MAINS), charge)),
                Reading.of(m.has(Minute.SAVER)),
                Reading.of(m.has(Minute.METERED) ? NetworkCost.METERED : NetworkCost.FREE),
                Reading.unknown(),
                Reading.unknown(),
                percent(m.othersLine()),
                Reading.of(new MonthUse(0, 0, 0, 30)),
                known(m.celsius() > 0, (double) m.celsius()),
                percent(m.othersCpu()),
                known(m.freeMemoryPct() != Minute.UNKNOWN, new FreeMemory(free, TOTAL_MEMORY)),
                Reading.of(m.has(Minute.FULL_SCREEN)),
                Reading.of(Set.of()),
                List.of(drive(m)),
                false,
                false);
    }

    private static DriveInput drive(Minute m) {
        return new DriveInput(
                "any",
                "",
                false,
                true,
                Reading.of(DriveState.PRESENT),
                2,
                Reading.of(new Space(500 * Sizes.GB, 1_000 * Sizes.GB, 0)),
                percent(m.othersDisk()),
                Reading.unknown(),
                Reading.of(0L));
    }
}
