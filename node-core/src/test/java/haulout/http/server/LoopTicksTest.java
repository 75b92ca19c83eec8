// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How often connections without a request are looked at.
class LoopTicksTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void connectionsThatRestAreLookedAtEveryOtherSecond() {
        assertEquals(2000, LoopTicks.quietMillis(ServerLimits.forHome()));
    }

    @Test
    void aShortLimitIsNotPassedByMuch() {
        ServerLimits head = ServerLimits.forHome().withTimes(Duration.ofSeconds(4), LONG, LONG);
        assertEquals(800, LoopTicks.quietMillis(head));
        ServerLimits idle = ServerLimits.forHome().withTimes(LONG, Duration.ofMillis(300), LONG);
        assertEquals(250, LoopTicks.quietMillis(idle));
    }
}
