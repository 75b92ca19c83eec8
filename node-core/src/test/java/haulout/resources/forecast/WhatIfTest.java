// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.LineRate;
import haulout.resources.settings.Preset;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int CORES = 4;
    // Monday 0:00
    private static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() / 60;

    // at the keyboard from 8 to 20, on mains
    private static List<Minute> days(int count) {
        List<Minute> minutes = new ArrayList<>();
        for (int i = 0; i < count * 24 * 60; i++) {
            int hour = i / 60 % 24;
            boolean there = hour >= 8 && hour < 20;
            minutes.add(
                    new Minute(
                            MONDAY + i,
                            there ? 5 : 3_600,
                            Minute.PRESENCE | Minute.MAINS,
                            Minute.UNKNOWN,
                            2,
                            Minute.UNKNOWN,
                            0,
                            50,
                            true,
                            60));
        }
        return minutes;
    }

    @Test
    void heavyWorkRunsWhileTheOwnerIsAway() {
        WhatIf.Result result = WhatIf.run(days(7), Settings.of(Preset.BALANCED), UTC, CORES);
        assertEquals(Duration.ofDays(7), result.recorded());
        assertEquals(12, result.perDay().toMinutes() / 60.0, 0.1);
        assertEquals(168, result.hours().size());
        assertEquals(1.0, result.hours().get(3));
        assertEquals(0.0, result.hours().get(9));
        assertEquals(List.of(Sentence.of("rule.user")), result.strongest());
    }

    @Test
    void aRuleIsFeltBeforeItHolds() {
        Settings settings = Settings.of(Preset.BALANCED);
        WhatIf.Result nights =
                WhatIf.run(days(7), settings.with(HoursGrid.cheapPower()), UTC, CORES);
        assertEquals(7, nights.perDay().toMinutes() / 60.0, 0.1);
        WhatIf.Result always =
                WhatIf.run(
                        days(7),
                        settings.with(Key.USER_HEAVY, 1).with(Key.CPU_SHARE_USING, 20),
                        UTC,
                        CORES);
        assertEquals(24, always.perDay().toMinutes() / 60.0, 0.1);
    }

    @Test
    void pol15AllHoursOffForecastsNothingAndNamesTheRule() {
        Settings off = Settings.of(Preset.FULL).with(HoursGrid.everyDay("o".repeat(24)));
        WhatIf.Result result = WhatIf.run(days(7), off, UTC, CORES);
        assertEquals(Duration.ZERO, result.perDay());
        assertEquals(Sentence.of("rule.hours"), result.strongest().getFirst());
        assertEquals(List.of(Sentence.of("conflict.hours")), Contradictions.of(off, Map.of()));
    }

    @Test
    void nothingRecordedSaysNothing() {
        WhatIf.Result none = WhatIf.run(List.of(), Settings.of(Preset.FULL), UTC, CORES);
        assertEquals(Duration.ZERO, none.recorded());
        assertTrue(none.hours().isEmpty());
    }

    @Test
    void contradictionsAreNamed() {
        Settings settings =
                Settings.of(Preset.BALANCED)
                        .with(Key.HEAT_RESUME, 90)
                        .with(Key.BATTERY_ANSWER_MIN, 10)
                        .with(Key.USER_HEAVY, 1)
                        .with(RateKey.UP_USING, LineRate.percent(80))
                        .with("d", new DriveChoice(Key.NONE, 50 * Sizes.GB));
        assertEquals(
                List.of(
                        "conflict.heat",
                        "conflict.battery",
                        "conflict.user",
                        "conflict.upload",
                        "conflict.floor"),
                Contradictions.of(settings, Map.of("d", 40 * Sizes.GB)).stream()
                        .map(Sentence::key)
                        .toList());
        for (Preset preset : Preset.values()) {
            assertEquals(List.of(), Contradictions.of(Settings.of(preset), Map.of()));
        }
    }

    @Test
    void theAwayBudgetCountsOnlyItsWindow() {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        AwayBudget budget = new AwayBudget(Duration.ofHours(6), Duration.ofDays(1));
        budget.missed(now.minus(Duration.ofHours(26)), Duration.ofHours(3));
        budget.missed(now.minus(Duration.ofHours(2)), Duration.ofHours(1));
        assertEquals(Duration.ofHours(2), budget.missed(now));
        assertEquals(Duration.ofHours(4), budget.left(now));
        budget.missed(now.minus(Duration.ofHours(12)), Duration.ofHours(9));
        assertEquals(Duration.ZERO, budget.left(now));
    }
}
