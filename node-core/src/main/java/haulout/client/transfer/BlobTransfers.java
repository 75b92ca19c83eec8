// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.transfer;

import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.client.publish.PublishLimits;
import haulout.client.publish.PublishListener;
import haulout.client.publish.Publisher;
import haulout.client.publish.Registrar;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.read.Aggregator;
import haulout.client.read.ReadLimits;
import haulout.redstuff.BlobSource;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Stores and reads blobs, a few at a time: the others wait in the order in which they came, and
/// when too many wait, the next is refused. So memory is bounded, whoever asks for how much.
///
/// Threads: any; callers wait. Interrupting a caller gives its transfer up, and the caller comes
/// back when nothing of it runs any more.
public final class BlobTransfers implements AutoCloseable {
    private final Setup setup;
    private final int running;
    private final int waiting;
    private final ExecutorService threads;
    private final ExecutorService computing;
    private final BlobCoding coding;
    private final Semaphore turns;
    private final AtomicInteger queued = new AtomicInteger();

    /// What transfers work with.
    ///
    /// @param network the nodes of the current epoch
    /// @param kernels asked at the start of every piece of work
    /// @param requests makes a (virtual) thread for each request
    /// @param random varies waits and orders; called from several threads
    /// @param folder existing, for temporary files
    /// @param witness told of every node that falls short; called from several threads
    public record Setup(
            Supplier<NetworkPeers> network,
            Supplier<Kernels> kernels,
            Executor requests,
            Pause pause,
            RandomGenerator random,
            Path folder,
            Consumer<NodeFault> witness) {
        public Setup {
            Objects.requireNonNull(network);
            Objects.requireNonNull(kernels);
            Objects.requireNonNull(requests);
            Objects.requireNonNull(pause);
            Objects.requireNonNull(random);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(witness);
        }
    }

    /// @param running transfers at a time, each with some 150 MB at most
    /// @param waiting most that wait
    /// @param codecThreads platform threads that check slivers, and help with coding
    public BlobTransfers(Setup setup, int running, int waiting, int codecThreads) {
        this.setup = setup;
        this.running = running;
        this.waiting = waiting;
        this.turns = new Semaphore(running, true);
        this.threads = Executors.newFixedThreadPool(running, named("transfer-"));
        this.computing = Executors.newFixedThreadPool(codecThreads, named("transfer-codec-"));
        this.coding =
                new BlobCoding(
                        setup.kernels(),
                        computing,
                        codecThreads == 1 ? Crew.solo() : new Crew(computing, codecThreads),
                        codecThreads);
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name, 0).factory();
    }

    /// What is done with an aggregator.
    @FunctionalInterface
    public interface Reading<T> {
        /// Does it, on a platform thread.
        T read(Aggregator aggregator) throws IOException, InterruptedException;
    }

    /// Stores a blob.
    ///
    /// @param registrar told of it
    /// @param started called when its turn has come
    /// @throws BusyException if too many wait
    /// @throws IOException see [Publisher#store]
    public StoreOutcome store(
            Registrar registrar,
            BlobSource blob,
            RegistrationRequest.Options options,
            PublishListener listener,
            Runnable started)
            throws IOException, InterruptedException {
        Publisher publisher =
                new Publisher(
                        setup.network(),
                        registrar,
                        coding,
                        PublishLimits.home(),
                        setup.requests(),
                        setup.pause(),
                        setup.random(),
                        setup.folder(),
                        setup.witness());
        return inTurn(() -> {
            started.run();
            return publisher.store(blob, options, listener);
        });
    }

    /// Reads something.
    ///
    /// @throws BusyException if too many wait
    /// @throws IOException if the reading throws it
    public <T> T read(Reading<T> reading) throws IOException, InterruptedException {
        Aggregator aggregator =
                new Aggregator(
                        setup.network(),
                        coding,
                        ReadLimits.home(),
                        setup.requests(),
                        setup.pause(),
                        setup.random(),
                        setup.folder(),
                        setup.witness());
        return inTurn(() -> reading.read(aggregator));
    }

    private <T> T inTurn(Callable<T> work) throws IOException, InterruptedException {
        if (queued.incrementAndGet() > running + waiting) {
            queued.decrementAndGet();
            throw new BusyException(waiting);
        }
        try {
            turns.acquire();
            try {
                return onThread(work);
            } finally {
                turns.release();
            }
        } finally {
            queued.decrementAndGet();
        }
    }

    private <T> T onThread(Callable<T> work) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Future<T> result =
                threads.submit(() -> {
                    try {
                        return work.call();
                    } finally {
                        ended.countDown();
                    }
                });
        try {
            return result.get();
        } catch (InterruptedException e) {
            if (result.cancel(true)) {
                awaitEnd(ended);
            }
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException _ -> throw new InterruptedException("the process stops");
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Its files are closed by whoever waits here.
    private static void awaitEnd(CountDownLatch ended) {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives up what runs.
    @Override
    public void close() {
        threads.shutdownNow();
        computing.shutdown();
    }
}
