// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JumpingClockTest {
    private static final long HOUR = 3_600_000;

    private long computer = 1_000 * HOUR;
    private final JumpingClock clock = new JumpingClock(() -> Instant.ofEpochMilli(computer));

    @Test
    void whatItJumpsOverIsLeftOutForPeople() {
        for (int press = 0; press < 3; press++) {
            clock.jumpTo(clock.millis() + HOUR);
        }
        assertEquals(computer + 3 * HOUR, clock.millis());
        Instant epochEnd = clock.instant().plusMillis(HOUR);
        assertEquals(Instant.ofEpochMilli(computer + HOUR), clock.toWall(epochEnd));
        clock.jumpTo(0);
        assertEquals(computer + 3 * HOUR, clock.millis(), "it does not jump back");
    }

    @Test
    void aComputerWhoseClockIsSetBackDoesNotStopIt() {
        Instant epochEnd = clock.instant().plusMillis(HOUR);
        computer -= 24 * HOUR;
        assertEquals(1_000 * HOUR, clock.millis());
        assertEquals(Instant.ofEpochMilli(computer + HOUR), clock.toWall(epochEnd));
        computer += HOUR / 2;
        assertEquals(1_000 * HOUR + HOUR / 2, clock.millis());
        computer += HOUR / 2;
        assertEquals(epochEnd, clock.instant());
    }

    @Test
    void peopleAreToldTheRightTimeAlsoRightAfterTheClockWasSetBack() {
        Instant epochEnd = clock.instant().plusMillis(HOUR);
        computer -= 24 * HOUR;
        assertEquals(Instant.ofEpochMilli(computer + HOUR), clock.toWall(epochEnd));
    }
}
