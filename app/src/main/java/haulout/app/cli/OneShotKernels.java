// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.EncodingConfig;
import haulout.redstuff.Kernels;
import haulout.redstuff.WarmingKernels;
import java.time.Duration;
import java.util.function.Supplier;

/// The engines of a command that works once and ends: short work is over before vector engines
/// would be compiled, so it is left to the scalar ones; long work waits for the vector engines.
final class OneShotKernels implements Supplier<Kernels>, AutoCloseable {
    /// From so many hash compressions on, warming the vector engines pays: on two cores, the scalar
    /// ones do blobs of some 4.5 million compressions a second, and warming takes 1.5 to 2 seconds.
    private static final long LONG_WORK_COMPRESSIONS = 8_000_000;

    /// Where warming takes longer, the work begins without it.
    private static final Duration MAX_WARMING = Duration.ofSeconds(5);

    /// Chosen by whoever measures or tests, for all of the work.
    private static final String ENGINE_PROPERTY = "haulout.codec.engine";

    private final WarmingKernels kernels;

    private OneShotKernels(WarmingKernels kernels) {
        this.kernels = kernels;
    }

    /// Engines for encoding one blob, or for decoding it, with symbols of `symbolBytes`.
    static OneShotKernels forBlob(EncodingConfig config, int symbolBytes)
            throws InterruptedException {
        if (!System.getProperty(ENGINE_PROPERTY, "").isEmpty()) {
            return new OneShotKernels(WarmingKernels.fixed(Kernels.best()));
        }
        if (compressions(config.shardCount(), symbolBytes) < LONG_WORK_COMPRESSIONS) {
            return new OneShotKernels(WarmingKernels.fixed(Kernels.scalar()));
        }
        WarmingKernels kernels =
                WarmingKernels.start(Thread.ofPlatform().daemon().name("warm-up").factory());
        try {
            kernels.await(MAX_WARMING);
        } catch (InterruptedException e) {
            kernels.close();
            throw e;
        }
        return new OneShotKernels(kernels);
    }

    /// Leaves of 128-byte blocks (a leaf is one byte longer than its symbol), and 2n trees of n − 1
    /// inner nodes.
    private static long compressions(long shards, int symbolBytes) {
        return shards * shards * Math.ceilDiv(symbolBytes + 1, 128) + 2 * shards * shards;
    }

    @Override
    public Kernels get() {
        return kernels.get();
    }

    @Override
    public void close() {
        kernels.close();
    }
}
