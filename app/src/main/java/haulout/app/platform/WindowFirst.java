// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has all threads of the process stand back behind those that draw the window, from when somebody
/// sits before one. Where few processors have a lot to do, the window's thread would otherwise wait
/// its turn among dozens, again and again for each picture.
///
/// A thread that stood back does so for good, which an ordinary user cannot take back; the node
/// then also makes room for whatever else the computer does. Does nothing where the system is not
/// Linux: others give a thread that a person waits for its turn by themselves.
///
/// Threads: any.
public final class WindowFirst implements AutoCloseable {
    // a third of the window's share (sched(7): each step is a factor of 1.25)
    private static final int NICE = 5;
    // new threads come seldom, and mostly from threads that stand back
    private static final long EVERY_MILLIS = 2000;
    // what draws, what it waits for, what stops it, and what starts programs of the owner's, which
    // would stand back as well
    private static final List<String> STAY =
            List.of(
                    "JavaFX",
                    "QuantumRender",
                    "InvokeLater",
                    "VM Thread",
                    "GC Thread",
                    "window-work");

    private static final Logger log = LoggerFactory.getLogger(WindowFirst.class);

    private final Supplier<Optional<Ranks>> threads;
    private final Executor executor;
    // under the lock of this
    private boolean isAttended;
    private boolean isRunning;
    private boolean isClosed;

    /// The threads of the process.
    @FunctionalInterface
    public interface Ranks {
        /// Has those that are new stand back.
        ///
        /// @param nice 1 to 19
        /// @param stays by a thread's name, or the beginning of it
        /// @return how many
        int lower(int nice, Predicate<String> stays) throws IOException;
    }

    /// @param threads finds them, when somebody sits before the window for the first time; empty
    ///   where that cannot be done
    /// @param executor runs it, for as long as it is not closed
    public WindowFirst(Supplier<Optional<Ranks>> threads, Executor executor) {
        this.threads = threads;
        this.executor = executor;
    }

    /// Whether somebody sits before the window, from now on.
    public synchronized void setAttended(boolean now) {
        isAttended = now;
        notifyAll();
        if (now && !isRunning && !isClosed) {
            isRunning = true;
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            Optional<Ranks> own = threads.get();
            while (own.isPresent() && isWanted()) {
                own.get().lower(NICE, WindowFirst::stays);
                rest();
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            log.atDebug().setCause(e).log("threads keep their priorities");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean stays(String name) {
        return STAY.stream().anyMatch(name::startsWith);
    }

    /// Waits until somebody sits before the window; false when nobody will any more.
    private synchronized boolean isWanted() throws InterruptedException {
        while (!isAttended && !isClosed) {
            wait();
        }
        return !isClosed;
    }

    @SuppressWarnings("WaitNotInLoop") // because it does no harm to look sooner
    private synchronized void rest() throws InterruptedException {
        if (!isClosed) {
            wait(EVERY_MILLIS);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
