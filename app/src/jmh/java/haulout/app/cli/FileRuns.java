// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.FileBlob;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// One side of the comparison of "from file to file" with "in memory", a process of its own:
///
/// - `command`: the command `encode` as a whole,
/// - `kept`: the same work with encoder and buffers kept from the encoding before,
/// - `memory`: the same blob in memory, into buffers that are used again.
///
/// Warm, with as many threads as there are processors. For each number on standard input it encodes
/// so often and answers each time with a line: wall clock in nanoseconds, then the process's user
/// and system time for it in milliseconds. Each encoding makes a folder of its own, whose files are
/// emptied afterwards, which is not timed; all of it is left for the comparison to remove. ext4
/// without a journal looks at each inode that was removed in the last minutes before it makes a
/// file, so removing anything would be counted where the next files are made.
public final class FileRuns {
    /// Clock ticks of Linux's process accounting, a second.
    private static final long TICKS = 100;

    private final Path folder;
    private final Path file;
    private final int shards;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private int made;

    private FileRuns(Path folder, int shards) {
        this.folder = folder;
        this.file = folder.resolve("blob");
        this.shards = shards;
    }

    /// @param arguments an existing folder, shards/mebibytes, `command`, `kept` or `memory`, for
    ///   how many milliseconds to warm up
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String[] shape = arguments[1].split("/", -1);
        FileRuns runs =
                new FileRuns(
                        Files.createTempDirectory(Path.of(arguments[0]), "haulout-bench-"),
                        Integer.parseInt(shape[0]));
        byte[] blob = new byte[Integer.parseInt(shape[1]) << 20];
        new SplittableRandom(1).nextBytes(blob);
        Files.write(runs.file, blob);
        runs.serve(arguments[2], Integer.parseInt(arguments[3]));
    }

    /// One encoding, timed.
    @FunctionalInterface
    private interface Pass {
        void run() throws IOException, InterruptedException;
    }

    private void serve(String way, int warmMillis) throws IOException, InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(processors, Thread.ofPlatform().daemon().factory());
        Pass pass =
                switch (way) {
                    case "command" -> this::command;
                    case "kept" -> kept(new Crew(threads, processors));
                    case "memory" -> memory(new Crew(threads, processors));
                    default -> throw new IllegalArgumentException(way);
                };
        encodings(pass, warmMillis);
        System.out.println("ready");
        BufferedReader requests =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String request = requests.readLine();
        while (request != null) {
            System.out.println(encodings(pass, Integer.parseInt(request)));
            request = requests.readLine();
        }
        threads.shutdown();
    }

    private String encodings(Pass pass, int millis) throws IOException, InterruptedException {
        List<Long> walls = new ArrayList<>();
        long user = 0;
        long system = 0;
        long end = System.nanoTime() + millis * 1_000_000L;
        while (walls.size() < 2 || System.nanoTime() < end) {
            long[] before = ticks();
            long start = System.nanoTime();
            pass.run();
            walls.add(System.nanoTime() - start);
            long[] after = ticks();
            user += after[0] - before[0];
            system += after[1] - before[1];
            emptySlivers();
        }
        Collections.sort(walls);
        long microseconds = 1_000_000 / TICKS;
        return walls.get(walls.size() / 2)
                + " "
                + user * microseconds / walls.size()
                + " "
                + system * microseconds / walls.size();
    }

    /// The folder of this encoding, which does not exist before it.
    private Path slivers() {
        return folder.resolve("slivers-" + made);
    }

    private void command() {
        int exit =
                new CommandRunner(
                                List.of(new EncodeCommand()),
                                "bench",
                                new PrintStream(OutputStream.nullOutputStream()),
                                System.err,
                                InstantSource.system(),
                                new CleanUps())
                        .run(
                                "encode",
                                "--shards",
                                "" + shards,
                                "--out",
                                slivers().toString(),
                                file.toString());
        if (exit != CommandRunner.DONE) {
            throw new IllegalStateException("exit code " + exit);
        }
    }

    private Pass kept(Crew crew) {
        EncodingConfig config = new EncodingConfig(shards);
        BlobEncoder encoder = new BlobEncoder(config, Kernels::best, crew, BufferSizes.FILES);
        return () -> {
            Files.createDirectory(slivers());
            try (FileBlob blob = FileBlob.open(file);
                    SliverFolderSink sink =
                            new SliverFolderSink(
                                    slivers(), config, config.symbolBytes(blob.length()))) {
                blob.mapped(
                        EncodeCommand.MIN_MAPPED_BYTES,
                        EncodeCommand.MAX_MAPPED_BYTES,
                        source -> encoder.encode(source, sink, Progress.NONE));
            }
        };
    }

    private Pass memory(Crew crew) throws IOException {
        EncodingConfig config = new EncodingConfig(shards);
        byte[] bytes = Files.readAllBytes(file);
        BlobSource blob = BlobSource.of(bytes);
        MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(bytes.length));
        BlobEncoder encoder = new BlobEncoder(config, Kernels::best, crew, BufferSizes.MEMORY);
        return () -> encoder.encode(blob, slivers, Progress.NONE);
    }

    /// Gives the room of the slivers back, and lets the next encoding have another folder.
    private void emptySlivers() throws IOException {
        Path slivers = slivers();
        if (Files.exists(slivers)) {
            for (Path sliver : content(slivers)) {
                FileChannel.open(
                                sliver,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        }
        made++;
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /// User and system time of the process so far, in ticks; zeros where the system does not say.
    private static long[] ticks() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return new long[2];
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new long[] {Long.parseLong(fields[11]), Long.parseLong(fields[12])};
    }
}
