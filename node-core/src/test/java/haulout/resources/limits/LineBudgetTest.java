// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void noTenSecondsCarryFivePercentMoreThanPromised() {
        Random random = TestSeed.random("LineBudgetTest", 77);
        for (int round = 0; round < 50; round++) {
            long limit = 50_000 + random.nextInt(10_000_000);
            LineBudget line = new LineBudget(nanos::get);
            line.limit(limit, limit);
            Deque<long[]> sent = new ArrayDeque<>();
            long inWindow = 0;
            for (int step = 0; step < 4_000; step++) {
                nanos.addAndGet(random.nextInt(30_000_000));
                long now = nanos.get();
                int bytes = line.send(random.nextInt(256_000));
                inWindow += bytes;
                sent.add(new long[] {now, bytes});
                while (now - sent.getFirst()[0] > 10_000_000_000L) {
                    inWindow -= sent.removeFirst()[1];
                }
                long window = inWindow;
                assertTrue(window <= limit * 10.5, () -> window + " of " + limit * 10);
            }
        }
    }

    @Test
    void aPartOfTheLimitsHoldsUntilAllOfThemDoesAgain() {
        LineBudget line = new LineBudget(nanos::get);
        line.narrow(0.5);
        assertEquals(1_000_000, line.send(1_000_000), "without limits there is no part of them");
        line.limit(100_000, 100_000);
        assertEquals(50_000, sentIn(line, 10) / 10, 2_500);
        line.limit(200_000, 200_000);
        assertEquals(100_000, sentIn(line, 10) / 10, 5_000);
        line.narrow(1);
        assertEquals(200_000, sentIn(line, 10) / 10, 10_000);
    }

    private long sentIn(LineBudget line, int seconds) {
        long sent = 0;
        for (int step = 0; step < seconds * 100; step++) {
            nanos.addAndGet(10_000_000);
            sent += line.send(1_000_000);
        }
        return sent;
    }

    @Test
    void whatCameInUnaskedIsOwed() {
        LineBudget line = new LineBudget(nanos::get);
        line.limit(1_000, 1_000);
        line.received(5_000);
        assertFalse(line.receiveWait().isZero());
        nanos.addAndGet(4_900_000_000L);
        assertFalse(line.receiveWait().isZero());
        nanos.addAndGet(200_000_000L);
        assertTrue(line.receiveWait().isZero());
        assertEquals(5_000, line.receivedBytes());
    }

    @Test
    void aLimitThatIsRaisedFreesWhoWaits() throws InterruptedException {
        LineBudget line = new LineBudget(System::nanoTime);
        line.limit(0, 0);
        CountDownLatch begun = new CountDownLatch(1);
        Thread sender =
                Thread.startVirtualThread(() -> {
                    begun.countDown();
                    try {
                        line.awaitSending(1_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        begun.await();
        assertEquals(0, line.sentBytes());
        line.limit(TokenBucket.NO_LIMIT, TokenBucket.NO_LIMIT);
        sender.join();
        assertEquals(1_000, line.sentBytes());
    }

    @Test
    void theGateClosesBetweenUnitsAndOpensAgain() throws InterruptedException {
        WorkGate gate = new WorkGate(System::nanoTime, 2);
        AtomicInteger units = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            while (true) {
                                gate.enter();
                                try {
                                    units.incrementAndGet();
                                } finally {
                                    gate.leave();
                                }
                            }
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }));
        }
        while (units.get() < 1_000) {
            Thread.onSpinWait();
        }
        gate.permit(false, 100, 4);
        while (gate.running() > 0) {
            Thread.onSpinWait();
        }
        int stopped = units.get();
        for (int i = 0; i < 1_000; i++) {
            Thread.yield();
        }
        assertEquals(stopped, units.get());
        gate.permit(true, 100, 4);
        while (units.get() < stopped + 1_000) {
            Thread.onSpinWait();
        }
        workers.forEach(Thread::interrupt);
        for (Thread worker : workers) {
            worker.join();
        }
        assertEquals(0, gate.running());
    }

    @Test
    void aShareIsKeptByThreadsFirstAndThenBySeconds() throws InterruptedException {
        WorkGate gate = new WorkGate(nanos::get, 4);
        gate.permit(true, 50, 4);
        gate.enter();
        gate.enter();
        assertEquals(2, gate.running(), "half of four processors are two threads at full speed");
        gate.leave();
        gate.leave();
        // a tenth of four processors is one thread in two seconds of five
        gate.permit(true, 10, 4);
        int open = 0;
        for (int second = 1; second <= 100; second++) {
            nanos.set(second * 1_000_000_000L);
            if (gate.tryEnter()) {
                open++;
                gate.leave();
            }
        }
        assertEquals(40, open, 1);
    }
}
