// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program's commands as whole processes, from the start of the launcher to the end of the
/// process: elapsed time, processor time and peak memory.
///
/// The scenarios take turns, so that all of them meet the same weather. Processor time and peak
/// memory (resident set) are what the system said last before the process ended, asked every few
/// milliseconds; without `/proc` there is no peak.
public final class ProcessRuns {
    private static final int DEFAULT_ROUNDS = 5;
    private static final int MEBI = 1 << 20;
    private static final long POLL_MILLIS = 3;

    private final Path root;
    private final Path folder;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ProcessRuns(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /// @param arguments the project's folder; then, if wanted, rounds and a folder for the files
    public static void main(String... arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_ROUNDS;
        Path parent =
                arguments.length > 2
                        ? Path.of(arguments[2])
                        : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(parent, "haulout-bench-");
        try {
            new ProcessRuns(Path.of(arguments[0]), folder).run(rounds);
        } finally {
            remove(folder);
        }
    }

    private static final class Scenario {
        final String name;
        final long blobBytes;
        final int leastRounds;
        final List<String> prefix;
        final String javaOptions;
        final List<String> words;
        final Optional<Path> made;
        final Figures seconds = new Figures();
        final Figures cpuSeconds = new Figures();
        final Figures mebibytes = new Figures();

        Scenario(
                String name,
                long blobBytes,
                int leastRounds,
                List<String> prefix,
                String javaOptions,
                List<String> words,
                Optional<Path> made) {
            this.name = name;
            this.blobBytes = blobBytes;
            this.leastRounds = leastRounds;
            this.prefix = prefix;
            this.javaOptions = javaOptions;
            this.words = words;
            this.made = made;
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        Path small = makeFile("blob-32M", 32L * MEBI);
        Path large = makeFile("blob-1G", 1024L * MEBI);
        Path slivers = folder.resolve("slivers");
        Path kept = folder.resolve("kept");
        Path decoded = folder.resolve("decoded");
        List<String> one = processors(1) ? List.of("taskset", "-c", "0") : List.of();
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(
                new Scenario(
                        "`--version`",
                        0,
                        rounds,
                        List.of(),
                        "",
                        List.of("--version"),
                        Optional.empty()));
        scenarios.add(blobId("blob-id 32 MiB, n = 1000", small, 1000, rounds, List.of(), ""));
        if (!one.isEmpty()) {
            scenarios.add(blobId("the same on one processor", small, 1000, rounds, one, ""));
        }
        scenarios.add(
                blobId(
                        "the same, scalar engines",
                        small,
                        1000,
                        Math.min(rounds, 3),
                        List.of(),
                        "-Dhaulout.codec.engine=scalar"));
        scenarios.add(blobId("blob-id 32 MiB, n = 100", small, 100, rounds, List.of(), ""));
        for (int shards : new int[] {100, 1000}) {
            scenarios.add(encode("encode 32 MiB, n = " + shards, small, shards, rounds, slivers));
        }
        scenarios.add(
                new Scenario(
                        "decode 32 MiB, n = 1000, all slivers there",
                        Files.size(small),
                        rounds,
                        List.of(),
                        "",
                        List.of("decode", "--in", kept.toString(), "--out", decoded.toString()),
                        Optional.of(decoded)));
        scenarios.add(
                blobId("blob-id 1 GiB, n = 1000", large, 1000, Math.min(rounds, 2), List.of(), ""));
        scenarios.add(encode("encode 1 GiB, n = 1000", large, 1000, Math.min(rounds, 2), slivers));
        scenarios.add(
                encode(
                        "encode 128 MiB, n = 100",
                        makeFile("blob-128M", 128L * MEBI),
                        100,
                        rounds,
                        slivers));

        time(encode("", small, 1000, 1, kept), false);
        for (int round = 0; round < rounds; round++) {
            for (Scenario scenario : scenarios) {
                if (round < scenario.leastRounds) {
                    time(scenario, true);
                }
            }
        }
        out.println(Machine.describe());
        out.println();
        out.println("| command | runs | seconds | processor seconds | peak MiB | MB/s |");
        out.println("|---|---|---|---|---|---|");
        for (Scenario scenario : scenarios) {
            out.printf(
                    "| %s | %d | %s | %s | %s | %s |%n",
                    scenario.name,
                    scenario.seconds.count(),
                    scenario.seconds,
                    scenario.cpuSeconds,
                    scenario.mebibytes.count() == 0
                            ? "–"
                            : Figures.number(scenario.mebibytes.max()),
                    scenario.blobBytes == 0
                            ? "–"
                            : Figures.number(scenario.blobBytes / 1e6 / scenario.seconds.median()));
        }
    }

    private static Scenario blobId(
            String name, Path file, int shards, int rounds, List<String> prefix, String javaOptions)
            throws IOException {
        return new Scenario(
                name,
                Files.size(file),
                rounds,
                prefix,
                javaOptions,
                List.of("blob-id", "--shards", "" + shards, file.toString()),
                Optional.empty());
    }

    private static Scenario encode(String name, Path file, int shards, int rounds, Path to)
            throws IOException {
        return new Scenario(
                name,
                Files.size(file),
                rounds,
                List.of(),
                "",
                List.of("encode", "--shards", "" + shards, "--out", to.toString(), file.toString()),
                Optional.of(to));
    }

    /// Runs a scenario once; what it makes is removed unless it is to be kept.
    private void time(Scenario scenario, boolean removeMade)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(scenario.prefix);
        command.add(root.resolve("haulout").toString());
        command.addAll(scenario.words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HAULOUT_BUILD", "never");
        builder.environment().put("HAULOUT_JAVA_OPTS", scenario.javaOptions);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(folder.resolve("errors").toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        long[] peak = {0};
        Duration[] cpu = {Duration.ZERO};
        do {
            peak[0] = Math.max(peak[0], peakKibibytes(process.pid()));
            process.info().totalCpuDuration().ifPresent(used -> cpu[0] = used);
        } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
        long nanos = System.nanoTime() - start;
        if (process.exitValue() != 0) {
            throw new IOException(
                    String.join(" ", command)
                            + " failed: "
                            + Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8));
        }
        scenario.seconds.add(nanos / 1e9);
        scenario.cpuSeconds.add(cpu[0].toNanos() / 1e9);
        if (peak[0] > 0) {
            scenario.mebibytes.add(peak[0] / 1024.0);
        }
        if (removeMade && scenario.made.isPresent()) {
            remove(scenario.made.get());
        }
    }

    private static long peakKibibytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return 0; // because the process has ended, or there is no such file on this system
        }
        return 0;
    }

    private static boolean processors(int atLeastBeyond) {
        return Runtime.getRuntime().availableProcessors() > atLeastBeyond
                && Files.isExecutable(Path.of("/usr/bin/taskset"));
    }

    private Path makeFile(String name, long bytes) throws IOException {
        Path file = folder.resolve(name);
        byte[] piece = new byte[MEBI];
        try (OutputStream stream = Files.newOutputStream(file)) {
            for (long at = 0; at < bytes; at += piece.length) {
                SampleBytes.fill(piece, (int) (at / piece.length));
                stream.write(piece);
            }
        }
        return file;
    }

    private static void remove(Path path) throws IOException {
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
