// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.BlobId;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A whole blob in memory to all slivers, all hashes, the metadata and the blob ID; encoder and
/// sliver buffers are used again.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
public class BlobEncodeBenchmark {
    /// Shards and bytes; a blob for 10 shards has at most 1.75 MiB.
    @Param({
        "10/1M",
        "100/1M",
        "100/10M",
        "100/32M",
        "100/128M",
        "1000/1M",
        "1000/10M",
        "1000/32M",
        "1000/128M"
    })
    public String shape;

    /// Threads that encode.
    @Param({"1", "2"})
    public int threads;

    /// Which engine does it.
    @Param({"vector"})
    public String engine;

    private ExecutorService executor;
    private BlobSource blob;
    private MemorySlivers slivers;
    private BlobEncoder encoder;

    @Setup
    public void setUp() {
        Shape parsed = Shape.parse(shape);
        Kernels kernels = Engines.kernels(engine);
        executor = Executors.newFixedThreadPool(threads);
        blob = BlobSource.of(parsed.blob());
        slivers = new MemorySlivers(parsed.config(), parsed.symbolBytes());
        encoder =
                new BlobEncoder(
                        parsed.config(),
                        () -> kernels,
                        threads == 1 ? Crew.solo() : new Crew(executor, threads),
                        BufferSizes.MEMORY);
    }

    @TearDown
    public void tearDown() {
        executor.shutdown();
    }

    @Benchmark
    public BlobId encode() throws IOException, InterruptedException {
        return encoder.encode(blob, slivers, Progress.NONE).blobId();
    }
}
