// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerTransport;
import haulout.core.EncodingConfig;
import haulout.http.server.BodyPool;
import haulout.metrics.MetricsRegistry;
import haulout.node.CodecPool;
import haulout.redstuff.WarmingKernels;
import haulout.resources.probe.FreedMemory;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all nodes of a process share: threads, engines, connections to other nodes, counters.
///
/// Closed after the nodes.
public final class NodeHost implements AutoCloseable {
    /// Between nodes a connection is there at once or not at all.
    private static final Duration CONNECT_TIME = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(NodeHost.class);

    private final Guest guest;
    private final FileLayer files;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final WarmingKernels kernels;
    private final CodecPool codec;
    private final ExecutorService background;
    private final ExecutorService writers;
    private final ExecutorService patientWriters;
    private final ScheduledThreadPoolExecutor timer;
    private final PeerTransport transport;
    private final BodyPool bodies = new BodyPool();
    private final IdleMemory memory = new IdleMemory(new OwnHeap(), FreedMemory.find());
    private final CountDownLatch mayWarm = new CountDownLatch(1);

    /// @param config the shape of the network that all the nodes are of
    /// @param codecThreads platform threads that encode, hash and sign
    public NodeHost(EncodingConfig config, int codecThreads, InstantSource clock) {
        this(config, codecThreads, clock, Guest.FREE);
    }

    /// @param config the shape of the network that all the nodes are of
    /// @param codecThreads platform threads that encode, hash and sign
    /// @param guest what is asked before the computer is used
    public NodeHost(EncodingConfig config, int codecThreads, InstantSource clock, Guest guest) {
        this(config, codecThreads, clock, guest, new SystemFiles());
    }

    /// @param config the shape of the network that all the nodes are of
    /// @param codecThreads platform threads that encode, hash and sign
    /// @param guest what is asked before the computer is used
    /// @param files through which lent drives are read and written
    public NodeHost(
            EncodingConfig config,
            int codecThreads,
            InstantSource clock,
            Guest guest,
            FileLayer files) {
        this.guest = guest;
        this.files = files;
        this.clock = clock;
        this.kernels = WarmingKernels.start(named("warm-up", Thread.MIN_PRIORITY), mayWarm);
        this.codec =
                CodecPool.start(
                        config,
                        kernels,
                        codecThreads,
                        CodecPool.DEFAULT_QUEUE,
                        named("codec-", Thread.NORM_PRIORITY),
                        guest.repair(),
                        guest.priority()
                                .map(_ -> guest.patient(named("patient-", Thread.MIN_PRIORITY))));
        memory.add(codec::releaseMemory);
        memory.add(bodies::clear);
        this.background =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual()
                                .name("request-", 0)
                                .uncaughtExceptionHandler(NodeHost::uncaught)
                                .factory());
        this.writers = Executors.newCachedThreadPool(named("store-writer-", Thread.NORM_PRIORITY));
        this.patientWriters =
                Executors.newCachedThreadPool(guest.patient(named("upkeep-", Thread.MIN_PRIORITY)));
        this.timer = new ScheduledThreadPoolExecutor(1, named("timer", Thread.NORM_PRIORITY));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.transport = new PeerTransport(background, CONNECT_TIME);
        AtomicBoolean looking = new AtomicBoolean();
        var _ =
                every(
                        IdleMemory.LOOK_INTERVAL,
                        () -> {
                            if (looking.compareAndSet(false, true)) {
                                writers.execute(() -> {
                                    memory.look(System.nanoTime(), cpuNanos());
                                    looking.set(false);
                                });
                            }
                        });
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // because warming is not to be felt; nothing depends on it
    private static ThreadFactory named(String name, int priority) {
        Thread.Builder.OfPlatform builder =
                Thread.ofPlatform()
                        .daemon()
                        .priority(priority)
                        .uncaughtExceptionHandler(NodeHost::uncaught);
        return (name.endsWith("-") ? builder.name(name, 0) : builder.name(name)).factory();
    }

    private static void uncaught(Thread thread, Throwable failure) {
        log.atError().addKeyValue("thread", thread.getName()).setCause(failure).log("thread ended");
    }

    /// What is asked before the computer is used.
    public Guest guest() {
        return guest;
    }

    /// Through which lent drives are read and written.
    FileLayer files() {
        return files;
    }

    /// The time.
    public InstantSource clock() {
        return clock;
    }

    /// Cryptographically strong, for any thread.
    public RandomGenerator random() {
        return random;
    }

    /// The counters of the process.
    public MetricsRegistry metrics() {
        return metrics;
    }

    /// The codec's threads.
    public CodecPool codec() {
        return codec;
    }

    /// The engines.
    public WarmingKernels kernels() {
        return kernels;
    }

    /// Lets the engines be warmed up, now that a node answers: before, that would take the
    /// processor from its start.
    void warmUp() {
        mayWarm.countDown();
    }

    /// Arrays for the bodies that the servers take.
    public BodyPool bodies() {
        return bodies;
    }

    /// What gives memory back when there is nothing to do.
    IdleMemory memory() {
        return memory;
    }

    /// A virtual thread for each task.
    public ExecutorService background() {
        return background;
    }

    /// Platform threads for what writes to drives and databases.
    public ExecutorService writers() {
        return writers;
    }

    /// Platform threads, of the lowest priority where there is one, for work that has time.
    public ExecutorService patientWriters() {
        return patientWriters;
    }

    /// Starts things on time; its tasks only hand them on.
    public ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /// Has something done every so often, together with all else that is.
    ///
    /// @param task must not wait
    /// @return ends it; it ends with this as well
    public Beat every(Duration period, Runnable task) {
        return Beat.begin(timer, System::nanoTime, period, task);
    }

    /// Connections to other nodes.
    public PeerTransport transport() {
        return transport;
    }

    /// Makes the thread that follows a ledger.
    ThreadFactory followers() {
        return named("ledger-follower", Thread.NORM_PRIORITY);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        kernels.close();
        transport.close();
        background.shutdownNow();
        codec.close();
        writers.shutdown();
        patientWriters.shutdown();
    }
}
