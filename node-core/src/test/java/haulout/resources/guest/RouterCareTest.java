// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.resources.limits.LineBudget;
import haulout.resources.probe.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RouterCareTest {
    private static final int LIMIT = 1_000_000;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long nanos = Duration.ofHours(1).toNanos();
    private final LineBudget line = new LineBudget(() -> nanos);
    private Router router = () -> Optional.of(Duration.ofMillis(3));
    private int asked;
    private final RouterCare care =
            new RouterCare(
                    () -> {
                        asked++;
                        return router.roundTrip();
                    },
                    line,
                    waiting::add);

    RouterCareTest() {
        line.limit(LIMIT, LIMIT);
    }

    /// Sends as much as it may of what is wanted.
    ///
    /// @return what was sent
    private long seconds(int count, int wantedPerSecond) {
        long sent = 0;
        for (int i = 0; i < count * 100; i++) {
            if (i % 100 == 0) {
                care.see(Duration.ofNanos(nanos));
                while (!waiting.isEmpty()) {
                    waiting.remove().run();
                }
            }
            nanos += 10_000_000;
            sent += line.send(wantedPerSecond / 100);
        }
        return sent;
    }

    @Test
    void whoSendsNothingAsksNobody() {
        seconds(60, 0);
        assertEquals(0, asked);
        seconds(60, 10_000);
        assertEquals(0, asked);
    }

    @Test
    void aQueueBeforeTheRouterNarrowsTheLineAndItsEndWidensItAgain() {
        seconds(20, LIMIT);
        assertEquals(LIMIT, seconds(10, 2 * LIMIT) / 10, LIMIT / 20);
        router = () -> Optional.of(Duration.ofMillis(120));
        seconds(20, LIMIT);
        assertEquals(LIMIT / 10, seconds(10, 2 * LIMIT) / 10, LIMIT / 100);
        router = () -> Optional.of(Duration.ofMillis(4));
        // it is asked for as long as something is held back, however little is sent
        seconds(30, 1_000);
        assertEquals(LIMIT, seconds(10, 2 * LIMIT) / 10, LIMIT / 20);
    }

    @Test
    void aRouterThatIsNotKnownOrDoesNotAnswerHoldsNothingBack() {
        router = Optional::empty;
        seconds(20, LIMIT);
        router =
                () -> {
                    throw new IOException("there is no default route");
                };
        seconds(20, LIMIT);
        assertEquals(LIMIT, seconds(10, 2 * LIMIT) / 10, LIMIT / 20);
    }

    @Test
    void stayingInTouchIsNotNarrowed() {
        seconds(4, LIMIT);
        router = () -> Optional.of(Duration.ofMillis(300));
        seconds(20, LIMIT);
        line.limit(LineBudget.TOUCH_BYTES_PER_SECOND, LineBudget.TOUCH_BYTES_PER_SECOND);
        assertEquals(
                LineBudget.TOUCH_BYTES_PER_SECOND,
                seconds(10, LIMIT) / 10,
                LineBudget.TOUCH_BYTES_PER_SECOND / 10);
    }
}
