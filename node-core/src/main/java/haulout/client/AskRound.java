// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Questions to several nodes at a time, whose answers one thread takes one after another.
///
/// Threads: the questions run on the executor; everything else is for the one thread that made
/// this. As many answers can wait as questions were asked, so whoever asks bounds both.
///
/// @param <T> what an answer is
public final class AskRound<T> implements AutoCloseable {
    private final Executor executor;
    private final LinkedBlockingQueue<Reply<T>> replies = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private final Set<Ticket> running = new HashSet<>();
    private int outstanding;

    /// @param executor makes a thread for each question, as that of virtual threads does
    public AskRound(Executor executor) {
        this.executor = executor;
    }

    /// What is asked.
    @FunctionalInterface
    public interface Question<T> {
        /// Asks, and waits for the answer.
        T ask() throws PeerException, InterruptedException;
    }

    /// One question under way.
    public static final class Ticket {
        private final int node;
        private @Nullable Thread thread;
        private boolean cancelled;

        private Ticket(int node) {
            this.node = node;
        }

        /// Whom was asked, as the asker counts.
        public int node() {
            return node;
        }
    }

    /// What came of a question.
    public sealed interface Reply<T> {
        /// The question.
        Ticket ticket();

        /// It was answered.
        record Answer<T>(Ticket ticket, T value) implements Reply<T> {}

        /// It was not.
        record Failure<T>(Ticket ticket, PeerException cause) implements Reply<T> {}

        /// It was given up by the asker.
        record GivenUp<T>(Ticket ticket) implements Reply<T> {}

        /// There is a bug in the question.
        record Bug<T>(Ticket ticket, RuntimeException cause) implements Reply<T> {}
    }

    /// Asks.
    ///
    /// @param node for the asker to know whom
    public Ticket ask(int node, Question<T> question) {
        Ticket ticket = new Ticket(node);
        synchronized (lock) {
            running.add(ticket);
        }
        boolean begun = false;
        try {
            executor.execute(() -> run(ticket, question));
            begun = true;
        } finally {
            if (!begun) {
                // nobody will ask it, and closing must not wait for it
                synchronized (lock) {
                    running.remove(ticket);
                }
            }
        }
        outstanding++;
        return ticket;
    }

    private void run(Ticket ticket, Question<T> question) {
        Reply<T> reply = new Reply.GivenUp<>(ticket);
        try {
            if (begin(ticket)) {
                reply = new Reply.Answer<>(ticket, question.ask());
            }
        } catch (PeerException e) {
            reply = new Reply.Failure<>(ticket, e);
        } catch (InterruptedException e) {
            reply = new Reply.GivenUp<>(ticket);
        } catch (RuntimeException bug) {
            reply = new Reply.Bug<>(ticket, bug);
        } finally {
            synchronized (lock) {
                ticket.thread = null;
                running.remove(ticket);
                lock.notifyAll();
            }
            replies.add(reply);
        }
    }

    private boolean begin(Ticket ticket) {
        synchronized (lock) {
            ticket.thread = Thread.currentThread();
            return !ticket.cancelled;
        }
    }

    /// Questions whose answers have not been taken.
    public int outstanding() {
        return outstanding;
    }

    /// The next answer, empty if there is none in time, or nothing was asked.
    public Optional<Reply<T>> next(Duration patience) throws InterruptedException {
        if (outstanding == 0) {
            return Optional.empty();
        }
        Reply<T> reply = replies.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        if (reply == null) {
            return Optional.empty();
        }
        outstanding--;
        if (reply instanceof Reply.Bug<T>(Ticket _, RuntimeException bug)) {
            throw new IllegalStateException("asking a node", bug);
        }
        return Optional.of(reply);
    }

    /// Gives a question up; its reply comes all the same.
    public void cancel(Ticket ticket) {
        synchronized (lock) {
            ticket.cancelled = true;
            Thread thread = ticket.thread;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /// Gives up all questions, and returns when none is being asked any more.
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            running.forEach(this::cancel);
            while (!running.isEmpty()) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
