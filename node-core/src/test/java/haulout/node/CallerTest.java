// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.redstuff.Kernels;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nothing is begun, and nobody waits, for a caller who has left.
@Timeout(60)
class CallerTest {
    private static final BlobId BLOB = new BlobId(Hash32.ZERO);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Caller caller = new Caller();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /// Whether work for the caller ended because they left.
    private Future<Boolean> isLetGo(Caller.Work<?, Exception> work) {
        return threads.submit(() -> {
            try {
                caller.<Object, Exception>workedFor(work::run);
                return false;
            } catch (InterruptedException e) {
                return !Thread.currentThread().isInterrupted();
            }
        });
    }

    @Test
    void aTaskThatWaitsForItsTurnIsNotBegunAnyMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        try (CodecPool pool =
                CodecPool.start(
                        new EncodingConfig(10),
                        Kernels::scalar,
                        1,
                        8,
                        Thread.ofPlatform().daemon().factory())) {
            Future<?> other =
                    threads.submit(() ->
                            pool.<Integer, Exception>call(tools -> {
                                begun.countDown();
                                try {
                                    end.await();
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                                return 1;
                            }));
            begun.await();
            Future<Boolean> letGo =
                    isLetGo(() ->
                            pool.<Boolean, Exception>call(tools -> {
                                ran.set(true);
                                return true;
                            }));
            while (pool.waiting() == 0) {
                Thread.onSpinWait();
            }
            caller.leave();
            assertTrue(letGo.get());
            end.countDown();
            other.get();
            // the only thread has passed the cancelled task by then
            assertEquals(2, pool.<Integer, Exception>call(tools -> 2));
            assertFalse(ran.get());
        }
    }

    @Test
    void nothingIsBegunForACallerWhoHasLeft() throws Exception {
        try (CodecPool pool =
                CodecPool.start(
                        new EncodingConfig(10),
                        Kernels::scalar,
                        1,
                        8,
                        Thread.ofPlatform().daemon().factory())) {
            caller.leave();
            assertTrue(isLetGo(() -> pool.<Integer, Exception>call(tools -> 1)).get());
            assertTrue(isLetGo(() -> pool.<Integer, Exception>callShort(tools -> 1)).get());
            assertEquals(1, pool.<Integer, Exception>callShort(tools -> 1));
        }
    }

    @Test
    void aWaitForARegistrationEndsAndGivesItsPlaceBack() throws Exception {
        RegistrationWaits waits = new RegistrationWaits(1);
        CountDownLatch asked = new CountDownLatch(1);
        Future<Boolean> letGo =
                isLetGo(() -> {
                    waits.await(
                            BLOB,
                            Duration.ofHours(1),
                            () -> {
                                asked.countDown();
                                return false;
                            });
                    return true;
                });
        asked.await();
        caller.leave();
        assertTrue(letGo.get());
        AtomicBoolean hasPlace = new AtomicBoolean();
        waits.await(
                BLOB,
                Duration.ZERO,
                () -> {
                    hasPlace.set(true);
                    return true;
                });
        assertTrue(hasPlace.get());
    }

    @Test
    void whoDoesNotWaitIsNotInterrupted() throws Exception {
        // an interrupt would close the file that the thread may be reading
        boolean interrupted =
                caller.<Boolean, RuntimeException>workedFor(() -> {
                    caller.leave();
                    return Thread.currentThread().isInterrupted();
                });
        assertFalse(interrupted);
    }

    @Test
    void aWaitThatIsOverWhenTheCallerLeavesLeavesNoInterruptBehind() throws Exception {
        boolean interrupted =
                caller.<Boolean, Exception>workedFor(() -> {
                    Caller.await(() -> {
                        caller.leave();
                        return true;
                    });
                    return Thread.currentThread().isInterrupted();
                });
        assertFalse(interrupted);
    }

    @Test
    void whatIsDoneForNobodyWaitsForItsEnd() throws Exception {
        caller.leave();
        assertEquals(7, Caller.await(() -> 7));
        assertThrows(
                ExecutionException.class,
                () ->
                        Caller.await(() -> {
                            throw new ExecutionException(new IllegalStateException());
                        }));
    }
}
