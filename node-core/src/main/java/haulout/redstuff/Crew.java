// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A number of threads that work off the units of one job, each with scratch of its own.
///
/// The calling thread is the first member and works too; the others are tasks on the executor. A
/// member that the executor starts too late finds nothing to do, so a busy executor slows a job
/// down and never blocks it.
public final class Crew {
    private final Executor executor;
    private final int size;
    private final UnitGate gate;

    /// @param executor runs the members after the first
    /// @param size number of threads in all, the caller's included, at least 1
    public Crew(Executor executor, int size) {
        this(executor, size, UnitGate.OPEN);
    }

    /// @param executor runs the members after the first
    /// @param size number of threads in all, the caller's included, at least 1
    /// @param gate asked before each unit, so that a job gives way between two of them
    public Crew(Executor executor, int size, UnitGate gate) {
        if (size < 1) {
            throw new IllegalArgumentException("crew of " + size);
        }
        this.executor = executor;
        this.size = size;
        this.gate = gate;
    }

    /// The calling thread alone.
    public static Crew solo() {
        return new Crew(
                task -> {
                    throw new IllegalStateException("a crew of one hands nothing over");
                },
                1);
    }

    /// Number of threads in all.
    public int size() {
        return size;
    }

    /// One unit of a job.
    @FunctionalInterface
    public interface Unit<W> {
        /// Works off unit `index` with the member's `scratch`.
        void run(W scratch, int index) throws IOException, InterruptedException;
    }

    /// Runs units 0…unitCount−1, in ascending order of their starts, and returns when all are done.
    ///
    /// @param scratch gives member i its scratch; called once per member and job, on the member's
    ///   thread
    /// @throws IOException the first failure of a unit; units that were not begun are left out
    /// @throws InterruptedException if the calling thread or a unit was interrupted
    public <W> void run(int unitCount, IntFunction<W> scratch, Unit<W> unit)
            throws IOException, InterruptedException {
        run(unitCount, 0, unitCount, scratch, unit);
    }

    /// The same for units of which the last need what the first have made; between them may be
    /// others, with which nobody has to wait.
    ///
    /// @param makers how many units are the first
    /// @param firstUser units from here on begin when all makers are done
    public <W> void run(
            int unitCount, int makers, int firstUser, IntFunction<W> scratch, Unit<W> unit)
            throws IOException, InterruptedException {
        Objects.checkFromToIndex(makers, firstUser, unitCount);
        Job<W> job = new Job<>(unitCount, makers, firstUser, scratch, unit, gate);
        int helpers = Math.min(size, unitCount) - 1;
        for (int member = 1; member <= helpers; member++) {
            int index = member;
            executor.execute(() -> job.help(index));
        }
        job.work(0);
        job.finish();
    }

    private static final class Job<W> {
        private final int unitCount;
        private final int makers;
        private final int firstUser;
        private final IntFunction<W> scratch;
        private final Unit<W> unit;
        private final UnitGate gate;
        private final AtomicInteger next = new AtomicInteger();
        private final Object lock = new Object();
        private final Set<Thread> helpers = new HashSet<>();
        private int makersLeft;
        private boolean closed;
        private volatile @Nullable Throwable failure;

        Job(
                int unitCount,
                int makers,
                int firstUser,
                IntFunction<W> scratch,
                Unit<W> unit,
                UnitGate gate) {
            this.unitCount = unitCount;
            this.makers = makers;
            this.makersLeft = makers;
            this.firstUser = firstUser;
            this.scratch = scratch;
            this.unit = unit;
            this.gate = gate;
        }

        void help(int member) {
            Thread self = Thread.currentThread();
            synchronized (lock) {
                if (closed) {
                    return;
                }
                helpers.add(self);
            }
            try {
                work(member);
            } finally {
                synchronized (lock) {
                    helpers.remove(self);
                    lock.notifyAll();
                }
                Thread.interrupted(); // because it was this job that interrupted it, and the
                // thread is another's
            }
        }

        void work(int member) {
            try {
                W mine = null;
                while (failure == null) {
                    int index = next.getAndIncrement();
                    if (index >= unitCount) {
                        return;
                    }
                    if (mine == null) {
                        mine = scratch.apply(member);
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    if (index >= firstUser && !awaitMakers()) {
                        return;
                    }
                    gate.enter();
                    try {
                        unit.run(mine, index);
                    } finally {
                        gate.leave();
                    }
                    if (index < makers) {
                        made();
                    }
                }
            } catch (ClosedByInterruptException e) {
                stop(member, new InterruptedException());
            } catch (InterruptedException e) {
                stop(member, e);
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }

        private void made() {
            synchronized (lock) {
                makersLeft--;
                lock.notifyAll();
            }
        }

        /// Outside the gate, which the makers have to pass. Makers are begun before, so that none
        /// of them waits for this thread.
        ///
        /// @return false if the job has failed
        private boolean awaitMakers() throws InterruptedException {
            synchronized (lock) {
                while (makersLeft > 0 && failure == null) {
                    lock.wait();
                }
                return failure == null;
            }
        }

        /// The caller's interrupt is what the job ends with, even if a helper has met a channel
        /// before that the interrupt had closed.
        private void stop(int member, InterruptedException e) {
            synchronized (lock) {
                if (member == 0) {
                    failure = null;
                }
                fail(e);
            }
        }

        /// Keeps the first failure. Helpers in the middle of a long unit need not finish it.
        @SuppressWarnings("ReferenceEquality") // because an exception cannot suppress itself
        private void fail(Throwable e) {
            synchronized (lock) {
                Throwable first = failure;
                if (first == null) {
                    failure = e;
                    lock.notifyAll();
                    helpers.stream()
                            .filter(helper -> helper != Thread.currentThread())
                            .forEach(Thread::interrupt);
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }

        void finish() throws IOException, InterruptedException {
            boolean interrupted = false;
            synchronized (lock) {
                closed = true;
                while (!helpers.isEmpty()) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        fail(e);
                    }
                }
            }
            Throwable e = failure;
            if (interrupted && !(e instanceof InterruptedException)) {
                Thread.currentThread().interrupt();
            }
            switch (e) {
                case null -> {}
                case IOException io -> throw io;
                case InterruptedException stop -> throw stop;
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                default -> throw new IllegalStateException(e);
            }
        }
    }
}
