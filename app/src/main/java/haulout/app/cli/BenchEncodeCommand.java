// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `haulout bench encode`: how fast this machine encodes, in memory.
public final class BenchEncodeCommand implements Command {
    private static final int DEFAULT_SHARDS = 1000;
    private static final String DEFAULT_SIZE = "32MB";
    private static final int MAX_THREADS = 256;

    /// Passes go on for so long, but at least [#MIN_PASSES].
    private static final long MEASURE_NANOS = 5_000_000_000L;

    private static final int MIN_PASSES = 8;

    /// The first passes, which are partly interpreted, do not count as warm.
    private static final int COLD_PASSES = 3;

    @Override
    public String name() {
        return "encode";
    }

    @Override
    public String summary() {
        return "Measure how fast this machine encodes a blob in memory";
    }

    @Override
    public void declare(CommandSpec spec) {
        BlobArguments.declareShards(spec, false);
        spec.addOption(
                OptionSpec.builder("--size")
                        .paramLabel("S")
                        .type(String.class)
                        .description(
                                "Size of the blob, such as 500KB, 32MB or 1GiB (default: "
                                        + DEFAULT_SIZE
                                        + ").")
                        .build());
        spec.addOption(
                OptionSpec.builder("--threads")
                        .paramLabel("T")
                        .type(int.class)
                        .description("Threads to use (default: 1).")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        EncodingConfig config = BlobArguments.shards(arguments, DEFAULT_SHARDS);
        long size = SizeText.parse("--size", arguments.matchedOptionValue("--size", DEFAULT_SIZE));
        int threadCount = arguments.matchedOptionValue("--threads", 1);
        if (threadCount < 1 || threadCount > MAX_THREADS) {
            throw new WrongUsage("--threads must be 1 to " + MAX_THREADS + ", not " + threadCount);
        }
        if (size > config.maxBlobBytes()) {
            throw new WrongUsage(
                    "the largest blob for "
                            + config.shardCount()
                            + " shards has "
                            + config.maxBlobBytes()
                            + " bytes");
        }
        int symbolBytes = config.symbolBytes(size);
        long codedBytes =
                config.shardCount()
                        * ((long) config.sliverBytes(Axis.PRIMARY, symbolBytes)
                                + config.sliverBytes(Axis.SECONDARY, symbolBytes));
        requireMemory(size + codedBytes, threadCount);
        byte[] blob = new byte[Math.toIntExact(size)];
        new SplittableRandom(1).nextBytes(blob);
        MemorySlivers slivers = new MemorySlivers(config, symbolBytes);
        List<Long> passes;
        try (CodecThreads threads = CodecThreads.of(threadCount);
                BarProgress progress = new BarProgress(context, "measuring")) {
            BlobEncoder encoder =
                    new BlobEncoder(config, Kernels::best, threads.crew(), BufferSizes.MEMORY);
            passes = measure(encoder, blob, slivers, progress);
        }
        report(context, config, size, codedBytes, threadCount, passes);
    }

    private static void requireMemory(long bytes, int threads) throws CommandFailure {
        long needed = bytes + threads * 16L * (1 << 20) + (64L << 20);
        if (needed > Runtime.getRuntime().maxMemory() || bytes > Integer.MAX_VALUE * 64L) {
            long megabytes = Math.ceilDiv(needed, 1L << 20) + 64;
            throw new CommandFailure(
                    "this measures in memory and needs "
                            + ByteText.of(needed)
                            + "; allow it with HAULOUT_JAVA_OPTS=-Xmx"
                            + megabytes
                            + "m, or take a smaller --size");
        }
    }

    private static List<Long> measure(
            BlobEncoder encoder, byte[] blob, MemorySlivers slivers, BarProgress progress)
            throws IOException, InterruptedException {
        List<Long> passes = new ArrayList<>();
        BlobId first = null;
        long begin = System.nanoTime();
        while (passes.size() < MIN_PASSES || System.nanoTime() - begin < MEASURE_NANOS) {
            long start = System.nanoTime();
            BlobId id = encoder.encode(BlobSource.of(blob), slivers, Progress.NONE).blobId();
            passes.add(System.nanoTime() - start);
            if (first == null) {
                first = id;
            } else if (!first.equals(id)) {
                throw new IllegalStateException(
                        "two passes over one blob gave " + first + " and " + id);
            }
            progress.advanced(Math.min(System.nanoTime() - begin, MEASURE_NANOS), MEASURE_NANOS);
        }
        return passes;
    }

    private static void report(
            CommandContext context,
            EncodingConfig config,
            long size,
            long codedBytes,
            int threads,
            List<Long> passes)
            throws IOException {
        List<Long> warm = new ArrayList<>(passes.subList(COLD_PASSES, passes.size()));
        Collections.sort(warm);
        double firstMillis = passes.getFirst() / 1e6;
        double bestMillis = warm.getFirst() / 1e6;
        double medianMillis = warm.get(warm.size() / 2) / 1e6;
        Kernels kernels = Kernels.best();
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartObject();
                json.writeNumberField("nShards", config.shardCount());
                json.writeNumberField("size", size);
                json.writeNumberField("codedSize", codedBytes);
                json.writeNumberField("threads", threads);
                json.writeStringField("codecEngine", kernels.codec().name());
                json.writeStringField("hashEngine", kernels.hash().name());
                json.writeNumberField("passes", passes.size());
                json.writeNumberField("firstMillis", firstMillis);
                json.writeNumberField("bestMillis", bestMillis);
                json.writeNumberField("medianMillis", medianMillis);
                json.writeEndObject();
            });
            return;
        }
        context.out()
                .printf(
                        Locale.ROOT,
                        "%d shards, blob %s, coded %s, threads %d%nengines: codec %s, hash %s%n",
                        config.shardCount(),
                        ByteText.of(size),
                        ByteText.of(codedBytes),
                        threads,
                        kernels.codec().name(),
                        kernels.hash().name());
        line(context, "first", firstMillis, size, codedBytes);
        line(context, "median", medianMillis, size, codedBytes);
        line(context, "best", bestMillis, size, codedBytes);
    }

    private static void line(
            CommandContext context, String label, double millis, long size, long codedBytes) {
        context.out()
                .printf(
                        Locale.ROOT,
                        "%-7s %9.1f ms  %8.1f MB/s of blob  %8.1f MB/s of slivers%n",
                        label,
                        millis,
                        size / millis / 1e3,
                        codedBytes / millis / 1e3);
    }
}
