// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.keep.Counts;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.probe.Hardware;
import haulout.resources.probe.LinuxGauges;
import haulout.resources.probe.ServerDesktop;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.store.file.SystemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The loop on this computer's own counters, second after second of a clock that runs faster: after
/// an hour no more is kept than after ten minutes.
@EnabledOnOs(OS.LINUX)
class LongDayTest {
    private static final int HOURS = Boolean.getBoolean("haulout.long") ? 24 : 1;
    private static final int WARM_SECONDS = 600;
    private static final long MAY_GROW = 1_000_000;

    @TempDir private Path folder;

    private Instant wall = Instant.parse("2026-03-02T12:00:00Z");
    private long nanos = Duration.ofHours(1).toNanos();

    private void half() {
        wall = wall.plusMillis(500);
        nanos += Duration.ofMillis(500).toNanos();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private LentView drive() {
        return new LentView(
                "d",
                "d",
                folder,
                false,
                true,
                DriveState.PRESENT,
                5,
                100_000_000_000L,
                200_000_000_000L,
                0,
                10_000_000_000L,
                2_000_000_000L,
                () -> nanos / 100);
    }

    @Test
    void anHourOfSecondsLeavesNothingBehind() {
        LineBudget line = new LineBudget(() -> nanos);
        LinuxGauges gauges = new LinuxGauges();
        Settings settings = Settings.of(Preset.BALANCED);
        MachineSenses senses =
                new MachineSenses(
                        new MachineSenses.Parts(
                                () -> gauges,
                                Hardware::new,
                                new ServerDesktop(),
                                () -> List.of(drive()),
                                new ServerDesktop()::network,
                                line,
                                Counts.open(new SystemFiles(), folder, wall),
                                () -> settings,
                                Runnable::run,
                                Runnable::run,
                                () -> wall,
                                () -> ZoneId.of("UTC"),
                                () -> nanos,
                                false));
        Governors governors = new Governors(new WorkGate(() -> nanos, 4), line, () -> nanos);
        ResourceLoop loop =
                new ResourceLoop(
                        senses,
                        () -> senses.withDrives(settings),
                        governors,
                        new ResourceLoop.Surroundings(
                                () -> wall, () -> ZoneId.of("UTC"), () -> nanos, 4, 7));
        long warm = 0;
        for (int second = 0; second < HOURS * 3600; second++) {
            line.send(1_000);
            loop.halfTurn();
            half();
            loop.halfTurn();
            half();
            warm = second == WARM_SECONDS ? used() : warm;
        }
        long grown = used() - warm;
        System.out.println("LongDayTest: " + grown + " bytes more after " + HOURS + " h");
        assertTrue(grown < MAY_GROW, grown + " bytes more");
        assertTrue(loop.latest().isPresent());
    }
}
