// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.EncodingConfig;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// The threads of one command's codec work: as many as there are processors, unless their buffers
/// would not fit in the heap.
final class CodecThreads implements AutoCloseable {
    /// Part of the heap that is not for buffers: the classes' own objects, metadata, and what the
    /// next collection frees.
    private static final long RESERVED_HEAP_BYTES = 32L << 20;

    /// Engines' scratch and small things, per thread.
    private static final long SCRATCH_BYTES = 8L << 20;

    private final ExecutorService executor;
    private final Crew crew;

    private CodecThreads(int count) {
        ThreadFactory threads = Thread.ofPlatform().daemon().name("codec-", 1).factory();
        this.executor = Executors.newFixedThreadPool(Math.max(1, count - 1), threads);
        this.crew = count == 1 ? Crew.solo() : new Crew(executor, count);
    }

    /// Exactly `count` threads, the caller's included.
    static CodecThreads of(int count) {
        return new CodecThreads(count);
    }

    /// As many threads as are of use for a blob with symbols of `symbolBytes`, in this process.
    ///
    /// @param heldRows rows of n symbols that each thread holds, unless its group of columns is
    ///   larger
    static CodecThreads fitting(EncodingConfig config, int symbolBytes, int heldRows) {
        Runtime process = Runtime.getRuntime();
        return new CodecThreads(
                fitting(
                        config.shardCount(),
                        symbolBytes,
                        heldRows,
                        process.maxMemory(),
                        process.availableProcessors()));
    }

    /// The same in numbers.
    static int fitting(
            int shardCount, int symbolBytes, int heldRows, long heapBytes, int processors) {
        long rows = (long) heldRows * shardCount * symbolBytes;
        long perThread = Math.max(rows, BufferSizes.FILES.tileBytes()) + SCRATCH_BYTES;
        // One Merkle node of 32 bytes for each row and eight columns, whatever the number of
        // threads.
        long nodes = (long) shardCount * Math.ceilDiv(shardCount, 8) * 32;
        // Large arrays go to the old generation, which is at least two thirds of the heap.
        long available = heapBytes / 3 * 2 - RESERVED_HEAP_BYTES - nodes;
        return Math.clamp(available / perThread, 1, processors);
    }

    /// The crew; valid until this is closed.
    Crew crew() {
        return crew;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
