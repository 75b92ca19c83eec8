// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Whoever waits for the answer to a request, and may leave before it comes. What has not been
/// begun for them is not begun any more, and who waits for it is let go.
///
/// A thread is interrupted in the waits of [#await] only: an interrupt while it reads a file would
/// close the file for everybody else. The caller is bound to the thread of a request, so that not
/// every method between the server and the arithmetic has to hand it on.
///
/// Threads: any.
public final class Caller {
    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    private final Object peer;

    // guarded by this
    private @Nullable Thread waiting;
    private boolean left;
    private boolean interrupted;

    /// A caller of whom nothing is known.
    public Caller() {
        this("unknown");
    }

    /// A caller from somewhere.
    ///
    /// @param peer where from, to give each their share; equal for callers who share one
    public Caller(Object peer) {
        this.peer = peer;
    }

    /// Where the caller is from for whom this thread works, if it works for one.
    public static Object peer() {
        return CURRENT.isBound() ? CURRENT.get().peer : "nobody";
    }

    /// What is done for a caller.
    ///
    /// @param <T> the outcome
    /// @param <E> the exception
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /// Does it.
        T run() throws E, InterruptedException;
    }

    /// A wait that touches no file.
    ///
    /// @param <T> what is waited for
    @FunctionalInterface
    public interface Wait<T> {
        /// Waits.
        T run() throws InterruptedException, ExecutionException;
    }

    /// Works for this caller, on this thread.
    public <T, E extends Exception> T workedFor(Work<T, E> work) throws E, InterruptedException {
        try {
            return ScopedValue.where(CURRENT, this)
                    .call(() -> {
                        try {
                            return work.run();
                        } catch (InterruptedException e) {
                            throw new Interrupted(e);
                        }
                    });
        } catch (Interrupted e) {
            throw e.cause;
        }
    }

    // because a scope lets one kind of checked exception through
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient InterruptedException cause;

        private Interrupted(InterruptedException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }

    /// The caller has left. Does not wait.
    public synchronized void leave() {
        left = true;
        Thread thread = waiting;
        if (thread != null && !interrupted) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /// Refuses to begin anything for a caller who has left.
    ///
    /// @throws InterruptedException if this thread works for one
    static void requirePresent() throws InterruptedException {
        if (CURRENT.isBound() && CURRENT.get().hasLeft()) {
            throw new InterruptedException("the caller has left");
        }
    }

    private synchronized boolean hasLeft() {
        return left;
    }

    /// Waits, but no longer than this thread's caller does, if it has one.
    ///
    /// @throws InterruptedException if the caller leaves, or the thread is interrupted
    public static <T> T await(Wait<T> wait) throws InterruptedException, ExecutionException {
        if (!CURRENT.isBound()) {
            return wait.run();
        }
        Caller caller = CURRENT.get();
        caller.begin();
        try {
            return wait.run();
        } finally {
            caller.end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (left) {
            throw new InterruptedException("the caller has left");
        }
        waiting = Thread.currentThread();
    }

    private synchronized void end() {
        waiting = null;
        if (interrupted) {
            // it may have come after the wait, and must not reach a file
            boolean _ = Thread.interrupted();
        }
    }
}
