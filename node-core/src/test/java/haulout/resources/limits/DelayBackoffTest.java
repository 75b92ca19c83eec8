// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayBackoffTest {
    private static final double EXACT = 1e-9;

    private final DelayBackoff backoff = new DelayBackoff();
    private Duration now = Duration.ZERO;

    private double note(long millis) {
        now = now.plusSeconds(2);
        return backoff.note(Duration.ofMillis(millis), now);
    }

    @Test
    void aWayThatHasGrownByMoreThanFiftyMillisecondsHalvesItAndAShortOneBringsItBack() {
        assertEquals(1, note(4), EXACT);
        assertEquals(1, note(54), EXACT);
        assertEquals(0.5, note(55), EXACT);
        assertEquals(0.25, note(200), EXACT);
        assertEquals(0.35, note(30), EXACT);
        for (int i = 0; i < 5; i++) {
            note(5);
        }
        assertEquals(0.95, note(5), EXACT);
        assertEquals(1, note(5), EXACT);
    }

    @Test
    void itNeverGivesUpAltogether() {
        note(4);
        for (int i = 0; i < 50; i++) {
            assertTrue(note(400) >= 0.1 - EXACT);
        }
        assertEquals(0.1, note(400), EXACT);
    }

    @Test
    void aWayThatIsLongForGoodIsTheUsualOneAfterTenMinutes() {
        note(4);
        Duration end = now.plus(DelayBackoff.WINDOW.multipliedBy(2)).plusSeconds(4);
        while (now.compareTo(end) < 0) {
            note(90);
        }
        for (int i = 0; i < 9; i++) {
            note(90);
        }
        assertEquals(1, note(90), EXACT);
        assertEquals(0.5, note(141), EXACT);
    }

    @Test
    void aRouterThatDoesNotAnswerHoldsNothingBack() {
        note(4);
        note(400);
        note(400);
        for (int i = 0; i < 8; i++) {
            backoff.noteSilence();
        }
        assertEquals(1, backoff.noteSilence(), EXACT);
    }
}
