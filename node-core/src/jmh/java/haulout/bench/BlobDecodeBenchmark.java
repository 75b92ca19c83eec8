// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Crew;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.SliverSource;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/// Slivers in memory to the blob, one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class BlobDecodeBenchmark {
    /// Shards and bytes.
    @Param({"10/1M", "100/1M", "100/32M", "1000/1M", "1000/32M"})
    public String shape;

    /// Which slivers are there: all `systematic` primary ones, or, at `worst`, the primary or the
    /// secondary slivers with the highest numbers, of which as few as possible are systematic.
    @Param({"systematic", "worst-primary", "worst-secondary"})
    public String slivers;

    /// How the result is checked.
    @Param({"SKIP", "DEFAULT"})
    public ConsistencyCheck check;

    /// Which engine does it.
    @Param({"vector"})
    public String engine;

    private BlobDecoder decoder;
    private VerifiedBlobMetadata metadata;
    private Axis axis;
    private int[] indices;
    private SliverSource source;
    private BlobTarget target;

    @Setup
    public void setUp() throws IOException, InterruptedException {
        Shape parsed = Shape.parse(shape);
        EncodingConfig config = parsed.config();
        Kernels kernels = Engines.kernels(engine);
        byte[] blob = parsed.blob();
        MemorySlivers encoded = new MemorySlivers(config, parsed.symbolBytes());
        metadata =
                new BlobEncoder(config, () -> kernels, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(blob), encoded, Progress.NONE);
        axis = slivers.equals("worst-secondary") ? Axis.SECONDARY : Axis.PRIMARY;
        int need = config.sourceCount(axis);
        int first = slivers.equals("systematic") ? 0 : config.shardCount() - need;
        indices = IntStream.range(first, first + need).toArray();
        source =
                (number, from, bytes, offset, count) ->
                        System.arraycopy(
                                encoded.payload(axis, indices[number]), from, bytes, offset, count);
        byte[] decoded = new byte[blob.length];
        target = BlobTarget.of(decoded);
        decoder = new BlobDecoder(config, () -> kernels, Crew.solo(), BufferSizes.MEMORY);
        if (!(decode() instanceof DecodeResult.Decoded) || !Arrays.equals(blob, decoded)) {
            throw new IllegalStateException("not the blob");
        }
    }

    @Benchmark
    public DecodeResult decode() throws IOException, InterruptedException {
        return decoder.decode(metadata, axis, indices, source, target, check, Progress.NONE);
    }
}
