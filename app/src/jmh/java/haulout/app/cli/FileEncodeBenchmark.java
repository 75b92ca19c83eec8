// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The commands `encode` and `blob-id` from file to file in a warm process with 512 MB of heap, by
/// as many threads as there are processors: to compare with encoding in memory by as many. The
/// engines are fixed, because a command would do so little work by the scalar ones, being cold
/// usually.
///
/// What an `encode` wrote is removed before the next one, which is not timed; files lie in the
/// folder that the environment's `BENCH_FOLDER` names, else in the system's temporary folder. Where
/// many files have been deleted, making new ones may take a file system a hundred times as long as
/// elsewhere on the same drive: a folder in memory shows what the program itself needs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m",
            "-Dhaulout.codec.engine=vector"
        })
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class FileEncodeBenchmark {
    /// Number of shards.
    @Param({"100", "1000"})
    public int shards;

    /// Bytes of the file, in MiB.
    @Param({"32", "128"})
    public int mebibytes;

    private Path folder;
    private Path file;
    private Path slivers;

    @Setup
    public void makeFile() throws IOException {
        String chosen = System.getenv("BENCH_FOLDER");
        folder =
                chosen == null
                        ? Files.createTempDirectory("haulout-bench-")
                        : Files.createTempDirectory(Path.of(chosen), "haulout-bench-");
        file = folder.resolve("blob");
        slivers = folder.resolve("slivers");
        byte[] bytes = new byte[mebibytes << 20];
        new SplittableRandom(1).nextBytes(bytes);
        Files.write(file, bytes);
    }

    @Setup(Level.Invocation)
    public void removeSlivers() throws IOException {
        if (Files.exists(slivers)) {
            try (Stream<Path> files = Files.list(slivers)) {
                for (Path sliver : files.toList()) {
                    Files.delete(sliver);
                }
            }
            Files.delete(slivers);
        }
    }

    @TearDown
    public void removeAll() throws IOException {
        removeSlivers();
        Files.delete(file);
        Files.delete(folder);
    }

    @Benchmark
    public int encode() {
        return run("encode", "--shards", "" + shards, "--out", slivers.toString(), file.toString());
    }

    /// What the others are compared with: the same blob, in memory, into buffers that are used
    /// again.
    @Benchmark
    @Fork(
            value = 2,
            jvmArgsAppend = {
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx1500m",
                "-Dhaulout.codec.engine=vector"
            })
    public Object inMemory(InMemory memory) throws IOException, InterruptedException {
        return memory.encoder.encode(memory.blob, memory.slivers, (done, total) -> {});
    }

    /// A blob in memory, as many threads as there are processors, and where the slivers go.
    @State(Scope.Benchmark)
    public static class InMemory {
        private ExecutorService threads;
        private BlobSource blob;
        private MemorySlivers slivers;
        private BlobEncoder encoder;

        @Setup
        public void encoder(FileEncodeBenchmark shape) throws IOException {
            EncodingConfig config = new EncodingConfig(shape.shards);
            byte[] bytes = Files.readAllBytes(shape.file);
            int processors = Runtime.getRuntime().availableProcessors();
            threads = Executors.newFixedThreadPool(processors);
            blob = BlobSource.of(bytes);
            slivers = new MemorySlivers(config, config.symbolBytes(bytes.length));
            encoder =
                    new BlobEncoder(
                            config,
                            Kernels::best,
                            new Crew(threads, processors),
                            BufferSizes.MEMORY);
        }

        @TearDown
        public void stop() {
            threads.shutdown();
        }
    }

    @Benchmark
    public int blobId() {
        return run("blob-id", "--shards", "" + shards, file.toString());
    }

    private static int run(String... arguments) {
        int exit =
                new CommandRunner(
                                List.of(new EncodeCommand(), new BlobIdCommand()),
                                "bench",
                                new PrintStream(OutputStream.nullOutputStream()),
                                System.err,
                                InstantSource.system(),
                                new CleanUps())
                        .run(arguments);
        if (exit != CommandRunner.DONE) {
            throw new IllegalStateException("exit code " + exit);
        }
        return exit;
    }
}
