// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CleanUpsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CleanUps cleanUps = new CleanUps();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Thread idle() {
        return Thread.ofPlatform().unstarted(() -> {});
    }

    @Test
    void runsTheNewestFirst() {
        cleanUps.add(() -> done.add("first"));
        cleanUps.add(() -> done.add("second"));
        cleanUps.stop(idle(), ended, SHORT, LONG);
        assertEquals(List.of("second", "first"), done);
    }

    @Test
    void forgetsWhatWasClosed() {
        CleanUps.CleanUp same = () -> done.add("same");
        CleanUps.Registration first = cleanUps.add(same);
        cleanUps.add(same);
        first.close();
        first.close();
        cleanUps.stop(idle(), ended, SHORT, LONG);
        assertEquals(List.of("same"), done);
    }

    @Test
    void letsTheCommandFinishFirst() {
        CountDownLatch never = new CountDownLatch(1);
        Thread command =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                never.await();
                            } catch (InterruptedException stop) {
                                done.add("command");
                            }
                            ended.countDown();
                        });
        cleanUps.add(() -> done.add("clean-up"));
        cleanUps.stop(command, ended, LONG, LONG);
        assertEquals(List.of("command", "clean-up"), done);
    }

    @Test
    void doesNotWaitForACommandForEver() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Thread stubborn =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            boolean released = false;
                            while (!released) {
                                try {
                                    released =
                                            release.await(LONG.toMillis(), TimeUnit.MILLISECONDS);
                                } catch (InterruptedException stop) {
                                    done.add("interrupted");
                                }
                            }
                        });
        cleanUps.add(() -> done.add("clean-up"));
        cleanUps.stop(stubborn, ended, SHORT, LONG);
        assertTrue(done.contains("clean-up"));
        release.countDown();
        assertTrue(stubborn.join(LONG));
    }

    @Test
    void doesNotWaitForACleanUpForEver() {
        CountDownLatch never = new CountDownLatch(1);
        cleanUps.add(() -> {
            try {
                never.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        cleanUps.stop(idle(), ended, SHORT, SHORT);
        assertEquals(1, never.getCount());
    }

    @Test
    void aCleanUpThatFailsDoesNotStopTheOthers() {
        cleanUps.add(() -> done.add("first"));
        cleanUps.add(() -> {
            throw new IOException("for the test");
        });
        cleanUps.add(() -> {
            throw new IllegalStateException("for the test");
        });
        cleanUps.stop(idle(), ended, SHORT, LONG);
        assertEquals(List.of("first"), done);
    }

    @Test
    void aStopThatTakesLongerIsSaid() {
        List<String> said = new CopyOnWriteArrayList<>();
        CleanUps talking = new CleanUps(said::add);
        CountDownLatch over = new CountDownLatch(1);
        over.countDown();
        talking.add(() -> done.add("clean-up"));
        talking.stop(idle(), over, LONG, LONG);
        assertEquals(List.of(), said);
        talking.stop(idle(), ended, SHORT, LONG);
        assertEquals(List.of("stopping; what was begun is still being deleted"), said);
    }

    @Test
    void afterTheCommandThereIsNothingToDo() {
        ended.countDown();
        cleanUps.stop(idle(), ended, LONG, LONG);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
