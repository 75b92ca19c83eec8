// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrewTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @Test
    void runsEveryUnitOnce() throws Exception {
        for (int size : new int[] {1, 2, 5}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(1000);
            new Crew(executor, size)
                    .run(1000, i -> i, (member, unit) -> runs.incrementAndGet(unit));
            for (int unit = 0; unit < 1000; unit++) {
                assertEquals(1, runs.get(unit), "crew of " + size + ", unit " + unit);
            }
        }
    }

    @Test
    void whoNeedsWhatTheFirstMakeComesWhenAllOfThemAreDone() throws Exception {
        for (int size : new int[] {1, 2, 5}) {
            for (int round = 0; round < 200; round++) {
                AtomicInteger made = new AtomicInteger();
                AtomicInteger others = new AtomicInteger();
                AtomicInteger users = new AtomicInteger();
                new Crew(executor, size)
                        .run(
                                12,
                                6,
                                8,
                                i -> i,
                                (member, unit) -> {
                                    if (unit < 6) {
                                        Thread.yield();
                                        made.incrementAndGet();
                                    } else if (unit < 8) {
                                        others.incrementAndGet();
                                    } else {
                                        assertEquals(6, made.get());
                                        users.incrementAndGet();
                                    }
                                });
                assertEquals(2, others.get());
                assertEquals(4, users.get());
            }
        }
    }

    @Test
    void nobodyWaitsForWhatWillNeverBeMade() {
        IOException full = new IOException("full");
        CountDownLatch lastIsBegun = new CountDownLatch(1);
        IOException seen =
                assertThrows(
                        IOException.class,
                        () ->
                                new Crew(executor, 2)
                                        .run(
                                                3,
                                                1,
                                                2,
                                                i -> i,
                                                (member, unit) -> {
                                                    if (unit == 0) {
                                                        lastIsBegun.await();
                                                        throw full;
                                                    }
                                                    assertEquals(1, unit, "begun too early");
                                                    lastIsBegun.countDown();
                                                }));
        assertSame(full, seen);
    }

    @Test
    void givesEachMemberItsOwnScratch() throws Exception {
        Set<Integer> members = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(3);
        new Crew(executor, 3)
                .run(
                        3,
                        i -> i,
                        (member, unit) -> {
                            members.add(member);
                            try {
                                together.await();
                            } catch (java.util.concurrent.BrokenBarrierException e) {
                                throw new IOException(e);
                            }
                        });
        assertEquals(Set.of(0, 1, 2), members);
    }

    @Test
    void doesAllTheWorkItselfWhenTheExecutorNeverStartsAnybody() throws Exception {
        List<Runnable> forgotten = new ArrayList<>();
        Executor never = forgotten::add;
        AtomicInteger done = new AtomicInteger();
        new Crew(never, 4).run(100, i -> i, (member, unit) -> done.incrementAndGet());
        assertEquals(100, done.get());
        assertEquals(3, forgotten.size());
        forgotten.forEach(Runnable::run); // too late: nothing is done twice
        assertEquals(100, done.get());
    }

    @Test
    void stopsAtTheFirstFailureAndPassesItOn() {
        IOException full = new IOException("full");
        AtomicInteger started = new AtomicInteger();
        IOException seen =
                assertThrows(
                        IOException.class,
                        () ->
                                new Crew(executor, 2)
                                        .run(
                                                1_000_000,
                                                i -> i,
                                                (member, unit) -> {
                                                    started.incrementAndGet();
                                                    if (unit == 10) {
                                                        throw full;
                                                    }
                                                }));
        assertSame(full, seen);
        assertTrue(started.get() < 1_000_000);
    }

    @Test
    void passesOnABug() {
        assertThrows(
                ArithmeticException.class,
                () ->
                        new Crew(executor, 2)
                                .run(
                                        10,
                                        i -> i,
                                        (member, unit) -> {
                                            throw new ArithmeticException();
                                        }));
    }

    @Test
    void stopsWhenTheCallerIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                new Crew(executor, 2)
                                        .run(
                                                Integer.MAX_VALUE,
                                                i -> i,
                                                (member, unit) -> begun.countDown());
                            } catch (InterruptedException e) {
                                ended.set(1);
                            } catch (IOException e) {
                                ended.set(2);
                            }
                        });
        begun.await();
        caller.interrupt();
        caller.join();
        assertEquals(1, ended.get());
    }

    @Test
    void aFailureStopsAMemberInTheMiddleOfALongUnit() throws Exception {
        CountDownLatch longOneBegun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        IOException full = new IOException("full");
        Thread caller = Thread.currentThread();
        IOException seen =
                assertThrows(
                        IOException.class,
                        () ->
                                new Crew(executor, 2)
                                        .run(
                                                2,
                                                i -> i,
                                                (member, unit) -> {
                                                    if (Thread.currentThread() == caller) {
                                                        longOneBegun.await();
                                                        throw full;
                                                    }
                                                    longOneBegun.countDown();
                                                    never.await();
                                                }));
        assertSame(full, seen);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void theCallersInterruptCountsEvenIfAMemberFailsOfIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        assertThrows(
                InterruptedException.class,
                () ->
                        new Crew(executor, 2)
                                .run(
                                        2,
                                        i -> i,
                                        (member, unit) -> {
                                            if (Thread.currentThread() == caller) {
                                                begun.countDown();
                                                closed.await();
                                                throw new ClosedByInterruptException();
                                            }
                                            begun.await();
                                            closed.countDown();
                                            throw new AsynchronousCloseException();
                                        }));
    }

    @Test
    void leavesNoInterruptOnTheThreadsItUsed() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            Thread caller = Thread.currentThread();
            assertThrows(
                    IOException.class,
                    () ->
                            new Crew(one, 2)
                                    .run(
                                            2,
                                            i -> i,
                                            (member, unit) -> {
                                                begun.countDown();
                                                if (Thread.currentThread() == caller) {
                                                    begun.await();
                                                    throw new IOException("for the test");
                                                }
                                                never.await();
                                            }));
            assertFalse(one.submit(() -> Thread.currentThread().isInterrupted()).get());
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void hasNothingToDoForNoUnits() throws Exception {
        AtomicInteger done = new AtomicInteger();
        new Crew(executor, 3).run(0, i -> i, (member, unit) -> done.incrementAndGet());
        assertEquals(0, done.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
