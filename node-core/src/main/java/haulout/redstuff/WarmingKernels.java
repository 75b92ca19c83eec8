// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scalar engines first and the best ones as soon as they are fast.
///
/// Until the JIT compiler has compiled them, which takes seconds of its time, vector kernels are
/// hundreds of times slower than scalar ones, which are compiled in tens of milliseconds. So a job
/// that has to start at once starts scalar, while a thread in the background encodes tiny blobs
/// with the vector engines until they are clearly faster; from then on every new piece of work gets
/// those.
///
/// Threads: [#get] from any.
public final class WarmingKernels implements Supplier<Kernels>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmingKernels.class);

    /// Enough shards for factors outside of the subfield, and symbols of more than one chunk and
    /// one hash block.
    private static final EncodingConfig WARM_CONFIG = new EncodingConfig(200);

    private static final int WARM_BLOB_BYTES = 134 * 68 * 134;

    /// So often in a row, and by this factor, the best engines must beat the scalar ones.
    private static final int WINS = 3;

    private static final double FACTOR = 2;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CountDownLatch gate;
    private volatile Kernels current;
    private volatile boolean closed;
    private final @Nullable Thread warmer;

    private WarmingKernels(Kernels first, CountDownLatch gate, @Nullable ThreadFactory threads) {
        this.current = first;
        this.gate = gate;
        this.warmer = threads == null ? null : threads.newThread(this::warm);
    }

    /// Starts warming, unless the best engines are the scalar ones anyway.
    ///
    /// @param threads makes the one thread in the background
    public static WarmingKernels start(ThreadFactory threads) {
        return start(threads, new CountDownLatch(0));
    }

    /// As [#start(ThreadFactory)], but not before something more urgent is done.
    ///
    /// @param gate warming begins when it opens
    @SuppressWarnings("ReferenceEquality") // because there is one engine of each kind
    public static WarmingKernels start(ThreadFactory threads, CountDownLatch gate) {
        Kernels best = Kernels.best();
        boolean nothingToWarm =
                best.codec() == Kernels.scalar().codec() && best.hash() == Kernels.scalar().hash();
        WarmingKernels kernels =
                new WarmingKernels(Kernels.scalar(), gate, nothingToWarm ? null : threads);
        if (kernels.warmer != null) {
            kernels.warmer.start();
        }
        return kernels;
    }

    /// No warming: these engines and no others.
    public static WarmingKernels fixed(Kernels kernels) {
        return new WarmingKernels(kernels, new CountDownLatch(0), null);
    }

    @Override
    public Kernels get() {
        return current;
    }

    /// Waits until the best engines are fast, or there is nothing to wait for any more.
    ///
    /// A job that takes longer than warming does begins sooner by waiting: on few cores its scalar
    /// work would keep the compiler from the kernels.
    ///
    /// @param limit how long at most; afterwards a job begins with the scalar engines
    public void await(Duration limit) throws InterruptedException {
        if (warmer != null) {
            warmer.join(limit);
        }
    }

    /// Ends warming; the engines stay what they are.
    @Override
    public void close() {
        closed = true;
        if (warmer != null) {
            warmer.interrupt();
        }
    }

    private void warm() {
        try {
            gate.await();
        } catch (InterruptedException stop) {
            return;
        }
        byte[] blob = new byte[WARM_BLOB_BYTES];
        new SplittableRandom(1).nextBytes(blob);
        Pass scalar = new Pass(Kernels.scalar(), blob);
        Pass best = new Pass(Kernels.best(), blob);
        long begin = System.nanoTime();
        int wins = 0;
        try {
            long scalarNanos = Long.MAX_VALUE;
            for (int pass = 1; !closed && wins < WINS; pass++) {
                long bestNanos = best.nanos();
                // seldom, because each pass delays the next one of the kernels
                if (Integer.bitCount(pass) == 1) {
                    scalarNanos = Math.min(scalarNanos, scalar.nanos());
                }
                wins = bestNanos * FACTOR < scalarNanos ? wins + 1 : 0;
            }
        } catch (InterruptedException stop) {
            return; // because the job has ended
        } catch (IOException impossible) {
            throw new IllegalStateException("a blob in memory could not be read", impossible);
        }
        if (wins >= WINS) {
            current = Kernels.best();
            log.atDebug()
                    .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                    .log("vector engines are warm");
        }
    }

    private static final class Pass {
        private final BlobEncoder encoder;
        private final MemorySlivers slivers;
        private final byte[] blob;

        Pass(Kernels kernels, byte[] blob) {
            this.encoder =
                    new BlobEncoder(WARM_CONFIG, () -> kernels, Crew.solo(), BufferSizes.MEMORY);
            this.slivers = new MemorySlivers(WARM_CONFIG, WARM_CONFIG.symbolBytes(blob.length));
            this.blob = blob;
        }

        /// Processor time of one pass, because the clock would count what other threads take.
        long nanos() throws IOException, InterruptedException {
            long start = THREADS.getCurrentThreadCpuTime();
            encoder.encode(BlobSource.of(blob), slivers, Progress.NONE);
            return THREADS.getCurrentThreadCpuTime() - start;
        }
    }
}
