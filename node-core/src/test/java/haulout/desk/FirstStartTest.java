// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.home.DriveCandidate;
import haulout.home.DriveReport;
import haulout.home.StartStep;
import haulout.home.StartWish;
import haulout.redstuff.Kernels;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What did not work is said of what it was.
class FirstStartTest {
    @TempDir private Path temp;

    private FirstStart start(FirstStart.Beginning beginning) {
        return new FirstStart(
                temp,
                Kernels::scalar,
                TestSeed.random("FirstStartTest", 1),
                new Errands(Runnable::run),
                InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")),
                beginning);
    }

    private StartWish wish() {
        DriveCandidate drive =
                new DriveCandidate(
                        "home",
                        "Data",
                        temp.resolve("store"),
                        DriveReport.Type.SOLID,
                        1_000_000_000_000L,
                        600_000_000_000L,
                        100_000_000_000L,
                        150_000_000_000L,
                        500_000_000_000L,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty());
        return new StartWish(
                StartWish.Goal.SHARE,
                Optional.of(drive),
                150_000_000_000L,
                Settings.of(Preset.BALANCED),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, StartStep> failing(FirstStart start, StartWish wish) {
        assertThrows(ExecutionException.class, () -> start.begin(wish).toCompletableFuture().get());
        return start.steps().stream().collect(Collectors.toMap(StartStep::step, step -> step));
    }

    @Test
    void aDriveThatCannotBeWrittenIsMarked() {
        FirstStart start =
                start(_ -> {
                    throw new AccessDeniedException(temp.resolve("store/segments") + "");
                });
        Map<String, StartStep> steps = failing(start, wish());
        StartStep drive = steps.get("drive");
        assertEquals(StartStep.State.FAILED, drive.state());
        assertEquals("failure.no-access", drive.remedy().orElseThrow().key());
        assertEquals(StartStep.State.WAITING, steps.get("network").state());
        assertEquals(StartStep.State.DONE, steps.get("proof").state());
    }

    @Test
    void anythingElseIsNotTheDrivesFault() {
        FirstStart start =
                start(_ -> {
                    throw new IOException("no port");
                });
        Map<String, StartStep> steps = failing(start, wish());
        assertEquals(StartStep.State.WAITING, steps.get("drive").state());
        assertEquals(StartStep.State.FAILED, steps.get("network").state());
        assertEquals("failure.io", steps.get("network").remedy().orElseThrow().key());
    }
}
