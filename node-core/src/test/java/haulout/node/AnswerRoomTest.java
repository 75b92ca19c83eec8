// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.wire.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Memory for answers is shared fairly and never more than was said.
@Timeout(60)
class AnswerRoomTest {
    private static final Duration LONG = Duration.ofDays(1);

    private static AnswerRoom.Claim claim(AnswerRoom room, String peer, long bytes)
            throws Exception {
        return new Caller(peer).<AnswerRoom.Claim, Exception>workedFor(() -> room.claim(bytes));
    }

    private static void refused(AnswerRoom room, String peer, long bytes) throws Exception {
        assertEquals(ApiError.UNAVAILABLE, NodeHarness.refusal(() -> claim(room, peer, bytes)));
    }

    @Test
    void nobodyHasMoreThanAQuarterOfIt() throws Exception {
        AnswerRoom room = new AnswerRoom(1000, Duration.ZERO);
        AnswerRoom.Claim first = claim(room, "a", 200);
        AnswerRoom.Claim second = claim(room, "a", 50);
        refused(room, "a", 1);
        for (String other : List.of("b", "c", "d")) {
            claim(room, other, 250);
        }
        assertEquals(1000, room.used());
        refused(room, "e", 1);
        first.shrink(120);
        first.shrink(150);
        assertEquals(920, room.used());
        claim(room, "e", 80);
        refused(room, "a", 1);
        first.close();
        first.close();
        second.close();
        assertEquals(830, room.used());
        claim(room, "a", 0).close();
        claim(room, "a", 170);
        assertEquals(1000, room.used());
    }

    @Test
    void somethingLargeIsGivenToWhoHasNothingElse() throws Exception {
        AnswerRoom room = new AnswerRoom(1000, Duration.ZERO);
        AnswerRoom.Claim small = claim(room, "a", 1);
        refused(room, "a", 500);
        AnswerRoom.Claim large = claim(room, "b", 500);
        refused(room, "b", 1);
        refused(room, "c", 1001);
        small.close();
        refused(room, "c", 1001);
        large.close();
        AnswerRoom.Claim all = claim(room, "c", 1001);
        refused(room, "a", 1);
        all.close();
        assertEquals(0, room.used());
    }

    @Test
    void whoWaitsGetsWhatIsGivenBack() throws Exception {
        AnswerRoom room = new AnswerRoom(100, LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AnswerRoom.Claim held = claim(room, "a", 100);
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String peer = "b" + i;
                waiting.add(
                        threads.submit(() -> {
                            claim(room, peer, 25).close();
                            return peer;
                        }));
            }
            held.close();
            for (Future<?> each : waiting) {
                each.get();
            }
        }
        assertEquals(0, room.used());
    }

    @Test
    void notAllWaitWhoWantTo() throws Exception {
        AnswerRoom room = new AnswerRoom(100, LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AnswerRoom.Claim held = claim(room, "a", 100);
            CountDownLatch refusals = new CountDownLatch(200 - 64);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(
                        threads.submit(() -> {
                            try {
                                claim(room, "a", 1).close();
                            } catch (RefusedException e) {
                                refusals.countDown();
                            }
                            return 0;
                        }));
            }
            refusals.await();
            Future<AnswerRoom.Claim> other = threads.submit(() -> claim(room, "b", 25));
            held.close();
            other.get().close();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(0, room.used());
    }

    @Test
    void whoLeavesWaitsNoMore() throws Exception {
        AnswerRoom room = new AnswerRoom(100, LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AnswerRoom.Claim held = claim(room, "a", 100);
            Caller caller = new Caller("b");
            Future<?> waiting =
                    threads.submit(() ->
                            assertThrows(
                                    InterruptedException.class,
                                    () ->
                                            caller.<AnswerRoom.Claim, Exception>workedFor(
                                                    () -> room.claim(1))));
            caller.leave();
            waiting.get();
            held.close();
        }
        assertEquals(0, room.used());
    }
}
