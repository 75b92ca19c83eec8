// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What must be undone if the process is told to stop (Ctrl-C, SIGTERM) in the middle of a command,
/// such as a temporary file to be deleted.
///
/// Normally a command undoes its own work: it is interrupted and gets [#COMMAND_LIMIT] to leave its
/// `finally` blocks. What is still registered after that runs here, newest first, within
/// [#CLEAN_UP_LIMIT]; the process then ends in any case.
///
/// Threads: any.
public final class CleanUps {
    /// How long an interrupted command may take to stop by itself.
    public static final Duration COMMAND_LIMIT = Duration.ofSeconds(3);

    /// How long all clean-ups together may take. They are done in a moment, unless tens of
    /// gigabytes are to be deleted from a drive that is busy writing them (33 seconds were
    /// measured); leaving them there would be worse than the wait.
    public static final Duration CLEAN_UP_LIMIT = Duration.ofMinutes(5);

    private final List<Pending> pending = new ArrayList<>();
    private final Consumer<String> notice;

    /// Clean-ups that say nothing.
    public CleanUps() {
        this(sentence -> {});
    }

    /// @param notice hears in one sentence of a stop that takes longer
    public CleanUps(Consumer<String> notice) {
        this.notice = notice;
    }

    /// Something to be undone. It may run while the command still works, and must not fail if there
    /// is nothing to undo.
    @FunctionalInterface
    public interface CleanUp {
        /// Undoes it.
        void run() throws IOException;
    }

    /// Keeps a clean-up until it is closed.
    public interface Registration extends AutoCloseable {
        /// Forgets the clean-up without running it. Closing twice does nothing.
        @Override
        void close();
    }

    /// Registers a clean-up.
    public Registration add(CleanUp cleanUp) {
        Pending own = new Pending(cleanUp);
        synchronized (pending) {
            pending.add(own);
        }
        return () -> {
            synchronized (pending) {
                pending.remove(own);
            }
        };
    }

    /// Interrupts the command, waits for it, and runs what is left: the body of the process's
    /// shutdown hook. After a command that has ended, nothing is left and this returns at once.
    ///
    /// @param ended counted down when the command has returned, before the process is told its exit
    ///   code
    public void stop(Thread command, CountDownLatch ended) {
        stop(command, ended, COMMAND_LIMIT, CLEAN_UP_LIMIT);
    }

    void stop(Thread command, CountDownLatch ended, Duration commandLimit, Duration cleanUpLimit) {
        command.interrupt();
        try {
            boolean stopped = ended.await(commandLimit.toMillis(), TimeUnit.MILLISECONDS);
            if (stopped && isEmpty()) {
                return;
            }
            if (!stopped) {
                notice.accept("stopping; what was begun is still being deleted");
            }
            Thread runner = Thread.ofPlatform().daemon().name("clean-up").start(this::runAll);
            runner.join(cleanUpLimit);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // because nothing is left to do but end
        }
    }

    private boolean isEmpty() {
        synchronized (pending) {
            return pending.isEmpty();
        }
    }

    private void runAll() {
        CleanUp next = takeNewest();
        while (next != null) {
            try {
                next.run();
            } catch (IOException | RuntimeException failure) {
                LoggerFactory.getLogger(CleanUps.class).warn("clean-up failed", failure);
            }
            next = takeNewest();
        }
    }

    private @Nullable CleanUp takeNewest() {
        synchronized (pending) {
            return pending.isEmpty() ? null : pending.removeLast().cleanUp;
        }
    }

    /// One registration; its identity tells it from another of the same clean-up.
    private static final class Pending {
        private final CleanUp cleanUp;

        Pending(CleanUp cleanUp) {
            this.cleanUp = cleanUp;
        }
    }
}
