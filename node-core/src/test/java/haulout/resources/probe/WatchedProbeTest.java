// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.policy.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchedProbeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicInteger runs = new AtomicInteger();
    private Duration now = Duration.ofHours(1);

    private void tick(WatchedProbe<?> probe, Duration pass) {
        now = now.plus(pass);
        probe.tick(now);
    }

    @Test
    void aValueIsAsOldAsItsMeasurement() {
        WatchedProbe<Integer> probe =
                new WatchedProbe<>("p", SECOND, runs::incrementAndGet, Runnable::run);
        assertEquals(Reading.unknown(), probe.reading(now));
        tick(probe, Duration.ZERO);
        tick(probe, Duration.ofMillis(500));
        assertEquals(new Reading.Known<>(1, Duration.ofMillis(500)), probe.reading(now));
        tick(probe, Duration.ofMillis(500));
        tick(probe, Duration.ofMillis(500));
        assertEquals(new Reading.Known<>(2, Duration.ofMillis(500)), probe.reading(now));
        assertEquals(2, runs.get());
    }

    @Test
    void whatThrowsIsUnknownAndTriedAgainAfterWaitsThatDouble() {
        AtomicBoolean broken = new AtomicBoolean(true);
        WatchedProbe<Integer> probe =
                new WatchedProbe<>(
                        "p",
                        SECOND,
                        () -> {
                            runs.incrementAndGet();
                            if (broken.get()) {
                                throw new IOException("no sensor");
                            }
                            return 5;
                        },
                        Runnable::run);
        for (int i = 0; i < 60; i++) {
            tick(probe, Duration.ofMillis(500));
            assertEquals(Reading.unknown(), probe.reading(now));
        }
        assertTrue(runs.get() >= 3 && runs.get() <= 5, runs + " tries in half a minute");
        assertTrue(probe.report().failure().orElse("").contains("no sensor"));
        broken.set(false);
        for (int i = 0; i < 70; i++) {
            tick(probe, Duration.ofMillis(500));
        }
        assertInstanceOf(Reading.Known.class, probe.reading(now));
        assertTrue(probe.report().isKnown());
    }

    @Test
    void anErrorOfALibraryIsNoReasonToEnd() {
        WatchedProbe<Integer> probe =
                new WatchedProbe<>(
                        "p",
                        SECOND,
                        () -> {
                            throw new UnsatisfiedLinkError("libx");
                        },
                        Runnable::run);
        tick(probe, Duration.ZERO);
        tick(probe, SECOND);
        assertFalse(probe.report().isKnown());
    }

    @Test
    void whatHangsIsCutOffAndNotStartedTwice() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            WatchedProbe<String> probe =
                    new WatchedProbe<>(
                            "p",
                            SECOND,
                            () -> {
                                runs.incrementAndGet();
                                started.countDown();
                                while (hangs.get()) {
                                    try {
                                        release.await();
                                        break;
                                    } catch (InterruptedException e) {
                                        interrupted.countDown(); // a call that does not give up
                                    }
                                }
                                return "late";
                            },
                            threads);
            tick(probe, Duration.ZERO);
            started.await();
            tick(probe, Duration.ofMillis(400));
            assertTrue(probe.report().failure().isEmpty());
            tick(probe, Duration.ofMillis(101));
            assertEquals("no answer in 500 ms", probe.report().failure().orElse(""));
            interrupted.await();
            for (int i = 0; i < 100; i++) {
                tick(probe, SECOND);
            }
            assertEquals(1, runs.get());
            assertEquals(Reading.unknown(), probe.reading(now));
            hangs.set(false);
            release.countDown();
            while (!probe.report().isKnown()) {
                tick(probe, SECOND);
                Thread.onSpinWait();
            }
            assertInstanceOf(Reading.Known.class, probe.reading(now));
        }
    }

    @Test
    void othersAreAllLessOurOwn() {
        OthersShare share = new OthersShare();
        Deque<Duration> times = new ArrayDeque<>();
        for (int second = 0; second <= 30; second++) {
            times.add(Duration.ofSeconds(second));
            // two processors, both busy: one with ours
            share.add(new Counters(Duration.ofSeconds(second), 2 * second, 2 * second, second));
        }
        assertEquals(50, share.percent(2).orElseThrow(), 0.01);
        // ours takes all: the window still has old seconds, then nothing of others
        for (int second = 31; second <= 41; second++) {
            share.add(
                    new Counters(
                            Duration.ofSeconds(second),
                            2 * second,
                            2 * second,
                            30 + 2.0 * (second - 30)));
        }
        assertEquals(0, share.percent(2).orElseThrow(), 0.01);
    }

    @Test
    void aCounterThatBeginsAnewSaysNothingForAMoment() {
        OthersShare share = new OthersShare();
        share.add(new Counters(Duration.ofSeconds(1), 100, 100, 0));
        share.add(new Counters(Duration.ofSeconds(2), 101, 101, 0));
        assertTrue(share.percent(1).isPresent());
        share.add(new Counters(Duration.ofSeconds(3), 1, 1, 0));
        assertTrue(share.percent(1).isEmpty());
        share.add(new Counters(Duration.ofSeconds(4), 1.5, 1.5, 0));
        assertEquals(50, share.percent(1).orElseThrow(), 0.01);
        // slept: what was before the gap is not averaged with what is after
        share.add(new Counters(Duration.ofSeconds(400), 2, 2, 0));
        assertTrue(share.percent(1).isEmpty());
    }
}
