// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.EncodingConfig;
import haulout.redstuff.Kernels;
import haulout.redstuff.UnitGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The platform threads that encode, hash, sign and verify, each with its own engines and scratch.
///
/// Its queue is bounded: who finds it full is told so at once. Threads: called from any; a task
/// runs on one of the pool's threads while its caller waits.
public final class CodecPool implements AutoCloseable {
    /// Tasks that may wait. A sliver of the largest common blobs takes about a millisecond, so that
    /// the last of them is done well within the 30 s that clients wait.
    public static final int DEFAULT_QUEUE = 512;

    private final EncodingConfig config;
    private final Supplier<Kernels> kernels;
    private final BlockingQueue<Job<?>> queue;

    /// Of work in the background; the same one where that has no threads of its own.
    private final BlockingQueue<Job<?>> patient;

    private final boolean isShared;
    private final UnitGate gate;
    private final List<Thread> threads = new ArrayList<>();

    /// Tools for short tasks, as many as there are threads.
    private final ConcurrentLinkedQueue<CodecTools> spare = new ConcurrentLinkedQueue<>();

    private final SliverShelf shelf = new SliverShelf();

    private volatile boolean closed;

    private CodecPool(
            EncodingConfig config,
            Supplier<Kernels> kernels,
            int queueLength,
            UnitGate gate,
            boolean isShared) {
        this.config = config;
        this.kernels = kernels;
        this.gate = gate;
        this.queue = new ArrayBlockingQueue<>(queueLength);
        this.isShared = isShared;
        this.patient = isShared ? queue : new ArrayBlockingQueue<>(queueLength);
    }

    /// Starts a pool.
    ///
    /// @param kernels asked before each task, so that a pool begins with engines that are warm at
    ///   once and goes over to better ones
    /// @param threadCount platform threads
    /// @param queueLength tasks that may wait besides those that run
    /// @param factory makes the threads
    public static CodecPool start(
            EncodingConfig config,
            Supplier<Kernels> kernels,
            int threadCount,
            int queueLength,
            ThreadFactory factory) {
        return start(
                config,
                kernels,
                threadCount,
                queueLength,
                factory,
                UnitGate.OPEN,
                Optional.empty());
    }

    /// Starts a pool whose work in the background gives way.
    ///
    /// @param gate asked before each task of [#await]
    /// @param patient makes as many threads for those tasks; empty: the others do them too
    public static CodecPool start(
            EncodingConfig config,
            Supplier<Kernels> kernels,
            int threadCount,
            int queueLength,
            ThreadFactory factory,
            UnitGate gate,
            Optional<ThreadFactory> patient) {
        CodecPool pool = new CodecPool(config, kernels, queueLength, gate, patient.isEmpty());
        pool.spare.add(new CodecTools(config, kernels.get()));
        for (int i = 0; i < threadCount; i++) {
            pool.spare.add(new CodecTools(config, kernels.get()));
            pool.threads.add(factory.newThread(() -> pool.work(pool.queue)));
        }
        for (int i = 0; i < threadCount && patient.isPresent(); i++) {
            pool.threads.add(patient.get().newThread(() -> pool.work(pool.patient)));
        }
        pool.threads.forEach(Thread::start);
        return pool;
    }

    /// Room for the slivers that tasks read.
    SliverShelf shelf() {
        return shelf;
    }

    /// Lets go of memory that is kept for later tasks.
    public void releaseMemory() {
        shelf.clear();
    }

    /// Arithmetic that ends in a result or in one kind of exception.
    ///
    /// @param <T> the result
    /// @param <E> the exception, or [RuntimeException] for none
    @FunctionalInterface
    public interface CodecTask<T, E extends Exception> {
        /// Does it. The tools are the task's until it returns.
        T run(CodecTools tools) throws E;
    }

    /// Runs a task unless too many wait.
    ///
    /// @throws CodecBusyException if the queue is full, or the pool is closed
    public <T, E extends Exception> T call(CodecTask<T, E> task)
            throws E, CodecBusyException, InterruptedException {
        Caller.requirePresent();
        Job<T> job = new Job<>(task);
        if (closed || !queue.offer(job)) {
            throw new CodecBusyException(queue.size());
        }
        return this.<T, E>result(job);
    }

    /// Runs a task that takes a tenth of a millisecond at most: on the caller's own thread if
    /// nothing waits and at most one more of its kind runs than the pool has threads, because to
    /// hand it over costs much beside that; otherwise as [#call].
    ///
    /// @throws CodecBusyException if the queue is full, or the pool is closed
    public <T, E extends Exception> T callShort(CodecTask<T, E> task)
            throws E, CodecBusyException, InterruptedException {
        Caller.requirePresent();
        // behind whatever waits, so that a pool with too much to do refuses these as well
        CodecTools tools = closed || !queue.isEmpty() ? null : spare.poll();
        if (tools == null) {
            return this.<T, E>call(task);
        }
        try {
            Kernels current = kernels.get();
            if (tools.kernels() != current) {
                tools = new CodecTools(config, current);
            }
            return task.run(tools);
        } finally {
            spare.add(tools);
        }
    }

    /// Runs a task, waiting for the gate and its turn however long that takes. For work in the
    /// background.
    ///
    /// @throws CodecBusyException if the pool is closed
    public <T, E extends Exception> T await(CodecTask<T, E> task)
            throws E, CodecBusyException, InterruptedException {
        gate.enter();
        try {
            Job<T> job = new Job<>(task);
            if (closed) {
                throw new CodecBusyException(patient.size());
            }
            patient.put(job);
            return this.<T, E>result(job);
        } finally {
            gate.leave();
        }
    }

    /// Tasks that wait.
    public int waiting() {
        return isShared ? queue.size() : queue.size() + patient.size();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        drain();
    }

    // because a job that was put in while the pool closed would otherwise be waited for for ever
    private void drain() {
        for (BlockingQueue<Job<?>> its : List.of(queue, patient)) {
            for (Job<?> job = its.poll(); job != null; job = its.poll()) {
                job.cancel(false);
            }
        }
    }

    @SuppressWarnings("unchecked") // because a task throws nothing but E and unchecked exceptions
    private <T, E extends Exception> T result(Job<T> job)
            throws E, CodecBusyException, InterruptedException {
        if (closed) {
            drain();
        }
        try {
            return Caller.await(job::get);
        } catch (InterruptedException e) {
            job.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw new CodecBusyException(queue.size());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw (E) cause;
        }
    }

    private void work(BlockingQueue<Job<?>> jobs) {
        CodecTools tools = null;
        try {
            while (!closed) {
                tools = run(jobs.take(), tools);
            }
        } catch (InterruptedException stop) {
            // only close() interrupts
            Thread.currentThread().interrupt();
        } finally {
            drain();
        }
    }

    /// Runs a job.
    ///
    /// @param before tools of the job before
    /// @return tools for the next one; null if they have to be made anew
    private @Nullable CodecTools run(Job<?> job, @Nullable CodecTools before) {
        try {
            Kernels current = kernels.get();
            CodecTools tools =
                    before != null && before.kernels() == current
                            ? before
                            : new CodecTools(config, current);
            job.runWith(tools);
            return tools;
        } catch (RuntimeException | Error e) {
            // whoever waits hears of it, and the thread lives on for the others
            job.fail(e);
            return null;
        }
    }

    private static final class Job<T> extends FutureTask<T> {
        private final Slot slot;

        Job(CodecTask<T, ? extends Exception> task) {
            this(task, new Slot());
        }

        private Job(CodecTask<T, ? extends Exception> task, Slot slot) {
            super(() -> task.run(slot.get()));
            this.slot = slot;
        }

        void fail(Throwable failure) {
            setException(failure);
        }

        void runWith(CodecTools tools) {
            slot.tools = tools;
            run();
            slot.tools = null;
        }
    }

    // carries the tools of the thread that took a job to the job
    private static final class Slot {
        private @Nullable CodecTools tools;

        CodecTools get() {
            CodecTools given = tools;
            if (given == null) {
                throw new IllegalStateException("a codec task ran outside of its pool");
            }
            return given;
        }
    }
}
