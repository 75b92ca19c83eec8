// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import java.awt.AWTError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out which tray the desktop has: each way is tried on a thread of its own, so that a way
/// that hangs costs its time limit and nothing else.
public final class TrayStart {
    /// How long a way may take.
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(TrayStart.class);

    private TrayStart() {}

    /// The first way that works, or none.
    public static Tray first(List<Supplier<Optional<Tray>>> ways, Duration limit) {
        for (Supplier<Optional<Tray>> way : ways) {
            Optional<Tray> tray = within(way, limit);
            if (tray.isPresent()) {
                return tray.get();
            }
        }
        return new NoTray();
    }

    private static Optional<Tray> within(Supplier<Optional<Tray>> way, Duration limit) {
        CompletableFuture<Optional<Tray>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("tray-start").start(() -> attempt(way, answer));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            log.warn("the desktop's tray did not answer within {}", limit);
            // one that comes too late is not left behind as a second icon
            var _ = answer.thenAccept(tray -> tray.ifPresent(Tray::close));
        } catch (ExecutionException failed) {
            log.info("no tray this way", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static void attempt(
            Supplier<Optional<Tray>> way, CompletableFuture<Optional<Tray>> answer) {
        try {
            answer.complete(way.get());
        } catch (RuntimeException | LinkageError | AWTError problem) {
            answer.completeExceptionally(problem);
        }
    }
}
