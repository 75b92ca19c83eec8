// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TrayStartTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    /// An icon that is always there.
    private static final class Sure implements Tray {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public void show(TrayState state) {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void theFirstWayThatWorksIsTaken() {
        Tray sure = new Sure();
        assertSame(
                sure,
                TrayStart.first(
                        List.of(
                                Optional::empty,
                                () -> {
                                    throw new IllegalStateException("no bus");
                                },
                                () -> Optional.of(sure)),
                        Duration.ofSeconds(20)));
    }

    @Test
    void withoutAnyWayThereIsNoTray() {
        assertFalse(TrayStart.first(List.of(Optional::empty), SHORT).isThere());
    }

    @Test
    void aWayThatHangsIsPassedOverAndClosedWhenItComesTooLate() throws InterruptedException {
        Sure late = new Sure();
        CountDownLatch hangs = new CountDownLatch(1);
        Tray tray =
                TrayStart.first(
                        List.of(() -> {
                            await(hangs);
                            return Optional.of(late);
                        }),
                        SHORT);
        assertFalse(tray.isThere());
        hangs.countDown();
        late.closed.await();
        assertTrue(late.closed.getCount() == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
