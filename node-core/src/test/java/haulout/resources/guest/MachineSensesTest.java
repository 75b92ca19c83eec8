// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.keep.Counts;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Reason;
import haulout.resources.policy.RuleId;
import haulout.resources.probe.Hardware;
import haulout.resources.probe.ServerDesktop;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the rules do when the lent drives cannot be looked at.
class MachineSensesTest {
    @TempDir private Path folder;

    private final Settings settings = Settings.of(Preset.BALANCED);
    private Instant wall = Instant.parse("2026-03-02T12:00:00Z");
    private long nanos = Duration.ofHours(1).toNanos();
    private boolean hangs;
    private boolean fails;
    private Governors governors;
    private ResourceLoop loop;

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
                () -> 0);
    }

    private List<LentView> look() throws IOException {
        if (fails) {
            throw new IOException("no such device");
        }
        return List.of(drive());
    }

    @BeforeEach
    void open() {
        LineBudget line = new LineBudget(() -> nanos);
        Hardware hardware = new Hardware();
        MachineSenses senses =
                new MachineSenses(
                        new MachineSenses.Parts(
                                () -> hardware,
                                () -> hardware,
                                new ServerDesktop(),
                                this::look,
                                new ServerDesktop()::network,
                                line,
                                Counts.open(new SystemFiles(), folder, wall),
                                () -> settings,
                                task -> {
                                    if (!hangs) {
                                        task.run();
                                    }
                                },
                                Runnable::run,
                                () -> wall,
                                () -> ZoneId.of("UTC"),
                                () -> nanos,
                                false));
        governors = new Governors(new WorkGate(() -> nanos, 4), line, () -> nanos);
        loop =
                new ResourceLoop(
                        senses,
                        () -> senses.withDrives(settings),
                        governors,
                        new ResourceLoop.Surroundings(
                                () -> wall, () -> ZoneId.of("UTC"), () -> nanos, 4, 7));
    }

    private void pass(int seconds) {
        for (int half = 0; half < 2 * seconds; half++) {
            loop.halfTurn();
            wall = wall.plusMillis(500);
            nanos += Duration.ofMillis(500).toNanos();
        }
    }

    private boolean isStopped() {
        return loop.latest().orElseThrow().decision().reasons().stream()
                .anyMatch(reason ->
                        reason.rule() == RuleId.DRIVE && reason.state() == Reason.State.ACTIVE);
    }

    private void expectStopped() {
        assertTrue(isStopped(), () -> loop.latest().orElseThrow().inputs().drives().toString());
        assertFalse(governors.drive("d").work().allowed());
        assertFalse(governors.drive("d").begin(1));
    }

    @Test
    void aDriveThatCannotBeLookedAtIsStoppedAndNotForgotten() {
        pass(20);
        assertFalse(isStopped());
        assertTrue(governors.drive("d").work().allowed());
        fails = true;
        pass(5);
        assertEquals(1, loop.latest().orElseThrow().inputs().drives().size());
        assertFalse(isStopped(), "one look that fails stops nothing");
        pass(15);
        expectStopped();
        fails = false;
        pass(60);
        assertFalse(isStopped());
        assertTrue(governors.drive("d").work().allowed());
    }

    @Test
    void aDriveWhoseLookHangsIsStopped() {
        pass(20);
        assertTrue(governors.drive("d").work().allowed());
        hangs = true;
        pass(20);
        expectStopped();
    }
}
