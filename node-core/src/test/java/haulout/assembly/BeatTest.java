// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.testing.HandTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeatTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final HandTimer timer = new HandTimer(3 * SECOND + SECOND / 3);
    private final List<String> done = new ArrayList<>();

    private Beat begin(String what, Duration period) {
        return Beat.begin(
                timer,
                timer::nanoTime,
                period,
                () -> done.add(what + timer.nanoTime() / (SECOND / 10)));
    }

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void whatHasTheSamePeriodOrAMultipleComesTogetherWheneverItBegan() {
        try (Beat _ = begin("quick ", Duration.ofSeconds(2))) {
            timer.pass(SECOND / 2);
            try (Beat _ = begin("slow ", Duration.ofSeconds(4))) {
                for (int i = 0; i < 5; i++) {
                    timer.next(0);
                }
            }
        }
        assertEquals(List.of("quick 40", "slow 40", "quick 60", "slow 80", "quick 80"), done);
    }

    @Test
    void lateOnesDoNotShiftItAndMissedOnesAreNotMadeUpFor() {
        try (Beat _ = begin("", Duration.ofSeconds(2))) {
            timer.next(SECOND / 2);
            timer.next(9 * SECOND);
            timer.next(0);
        }
        assertEquals(List.of("45", "150", "160"), done);
    }

    @Test
    void oneThatFailsIsNotTheLast() {
        int[] times = {0};
        try (Beat _ =
                Beat.begin(
                        timer,
                        timer::nanoTime,
                        Duration.ofSeconds(1),
                        () -> {
                            times[0]++;
                            throw times[0] == 1
                                    ? new IllegalStateException("once")
                                    : new RejectedExecutionException("whoever does it ends");
                        })) {
            timer.next(0);
            timer.next(0);
            timer.next(0);
        }
        assertEquals(3, times[0]);
    }

    @Test
    void itEndsWhenItIsClosedAndWithTheTimer() {
        Beat closed = begin("closed ", Duration.ofSeconds(1));
        closed.close();
        timer.next(0);
        assertEquals(0, timer.planned());
        try (Beat _ = begin("", Duration.ofSeconds(1))) {
            timer.shutdownNow();
            timer.next(0);
        }
        assertEquals(List.of("50"), done);
        assertEquals(0, timer.planned());
    }
}
