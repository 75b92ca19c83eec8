// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    @Test
    void aMomentIsWrittenToTheSecondInTheZone() {
        assertEquals(
                "2026-11-21 14:33:35",
                TimeText.of(
                        Instant.parse("2026-11-21T13:33:35.151824598Z"),
                        ZoneId.of("Europe/Berlin")));
    }

    @Test
    void whatIsNoMomentStaysAsItIs() {
        assertEquals("", TimeText.of(""));
        assertEquals("never", TimeText.of("never"));
    }
}
