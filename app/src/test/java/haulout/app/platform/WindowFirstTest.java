// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who stands back behind the window, and when.
@Timeout(60)
class WindowFirstTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Predicate<String>> lowered = new LinkedBlockingQueue<>();
    private final AtomicInteger found = new AtomicInteger();

    private WindowFirst first(boolean isPossible) {
        return new WindowFirst(
                () -> {
                    found.incrementAndGet();
                    return isPossible
                            ? Optional.of((_, stays) -> {
                                lowered.add(stays);
                                return 1;
                            })
                            : Optional.empty();
                },
                executor);
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private void awaitEnd() throws InterruptedException {
        executor.shutdown();
        assertTrue(executor.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void whenSomebodyIsThereAllStandBackButWhatDraws() throws Exception {
        WindowFirst first = first(true);
        assertEquals(0, found.get());
        first.setAttended(true);
        Predicate<String> stays = lowered.take();
        assertTrue(stays.test("JavaFX Applicat"));
        assertTrue(stays.test("QuantumRenderer"));
        assertTrue(stays.test("VM Thread"));
        assertTrue(stays.test("window-work"), "it starts the file browser");
        assertFalse(stays.test("netty-io-1"));
        assertFalse(stays.test("C2 CompilerThre"));
        first.setAttended(true);
        first.close();
        awaitEnd();
        assertEquals(1, found.get());
    }

    @Test
    void nothingIsDoneForNobodyOrWhereItCannotBe() throws Exception {
        WindowFirst impossible = first(false);
        impossible.setAttended(true);
        WindowFirst over = first(true);
        over.setAttended(false);
        over.close();
        over.setAttended(true);
        awaitEnd();
        assertEquals(1, found.get());
        assertTrue(lowered.isEmpty());
    }
}
