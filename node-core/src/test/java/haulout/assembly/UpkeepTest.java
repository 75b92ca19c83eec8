// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The steps that a store needs from time to time.
class UpkeepTest {
    @Test
    void whateverFailsInAStepIsTriedAgain() throws Exception {
        List<Upkeep.Work> failing =
                List.of(
                        () -> {
                            throw new StoreException("made by a test");
                        },
                        () -> {
                            throw new IllegalStateException("a bug that a test makes");
                        },
                        () -> {
                            throw new OutOfMemoryError("made by a test");
                        });
        for (Upkeep.Work work : failing) {
            assertEquals(Duration.ofSeconds(30), Upkeep.step("test", work));
        }
        assertEquals(Duration.ofHours(1), Upkeep.step("test", () -> Duration.ofHours(1)));
    }

    @Test
    void whoStopsIsHeard() {
        assertThrows(
                InterruptedException.class,
                () ->
                        Upkeep.step(
                                "test",
                                () -> {
                                    throw new InterruptedException();
                                }));
    }
}
