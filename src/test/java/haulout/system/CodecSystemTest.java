// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands on files as a user runs them: the launcher, a process of its own, real signals and
/// real limits.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CodecSystemTest {
    /// Long profile: `-Dhaulout.long=true`; needs 30 GB of disk and some minutes.
    private static final boolean LONG = Boolean.getBoolean("haulout.long");

    @TempDir private Path folder;

    @BeforeAll
    static void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell here");
    }

    private Path file(String name, long bytes) throws IOException {
        Path path = folder.resolve(name);
        SplittableRandom random = new SplittableRandom(bytes);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            for (long left = bytes; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return path;
    }

    private static List<String> haulout(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Project.launcher().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The launcher with what was built last, and a temporary folder of its own.
    private Map<String, String> environment(String... javaOptions) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        return Map.of(
                "HAULOUT_BUILD",
                "never",
                "HAULOUT_JAVA_OPTS",
                "-Djava.io.tmpdir=" + temporary + " " + String.join(" ", javaOptions));
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return Run.of(folder, environment(), "", haulout(arguments));
    }

    private Run shell(String script) throws IOException, InterruptedException {
        return Run.of(folder, environment(), "", List.of("/bin/sh", "-c", script));
    }

    /// What is in the test's folder and was not put there by the test.
    private List<String> entries(Path in) throws IOException {
        try (Stream<Path> found = Files.list(in)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("temporary"))
                    .sorted()
                    .toList();
        }
    }

    private void assertNothingLeft(String... expected) throws IOException {
        assertEquals(List.of(expected), entries(folder));
        assertEquals(List.of(), entries(Files.createDirectories(folder.resolve("temporary"))));
    }

    @Test
    void aFileComesBackFromWhatIsLeftOfItsSlivers() throws Exception {
        Path file = file("photo.jpg", 3_000_000);
        Run encode = run("encode", "--shards", "100", "--out", "slivers", "photo.jpg");
        assertEquals(0, encode.exit(), encode.err());
        Path slivers = folder.resolve("slivers");
        for (int pair = 0; pair < 66; pair++) {
            Files.delete(slivers.resolve(String.format(Locale.ROOT, "primary-%05d.bcs", pair)));
        }
        Run decode = run("decode", "--strict", "--in", "slivers", "--out", "again.jpg");
        assertEquals(0, decode.exit(), decode.err());
        assertEquals(-1, Files.mismatch(file, folder.resolve("again.jpg")));
        Run id = run("blob-id", "--shards", "100", "photo.jpg", "again.jpg");
        List<String> lines = id.out().lines().toList();
        assertEquals(2, lines.size());
        assertEquals(lines.get(0).substring(0, 43), lines.get(1).substring(0, 43));
        assertEquals(encode.out().substring(0, 43), lines.get(0).substring(0, 43));
        Files.delete(slivers.resolve("primary-00066.bcs"));
        for (int pair = 0; pair < 34; pair++) {
            Files.delete(slivers.resolve(String.format(Locale.ROOT, "secondary-%05d.bcs", pair)));
        }
        Run tooFew = run("decode", "--in", "slivers", "--out", "never.jpg");
        assertEquals(1, tooFew.exit());
        assertTrue(tooFew.err().contains("1 more primary or 1 more secondary"), tooFew.err());
        assertNothingLeft("again.jpg", "photo.jpg", "slivers");
    }

    /// With a heap so small that neither the blob nor its slivers fit, and few files open at a
    /// time.
    @Test
    void memoryAndOpenFilesAreBounded() throws Exception {
        Path file = file("film", 150_000_000);
        String options = "HAULOUT_JAVA_OPTS=\"$HAULOUT_JAVA_OPTS -Xmx160m\" ";
        Run encode =
                shell(
                        "ulimit -n 300; "
                                + options
                                + Project.launcher()
                                + " encode --shards 1000 --out s film");
        assertEquals(0, encode.exit(), encode.err());
        Run decode =
                shell(
                        "rm s/primary-000*; ulimit -n 300; "
                                + options
                                + Project.launcher()
                                + " decode --in s --out again");
        assertEquals(0, decode.exit(), decode.err());
        assertEquals(-1, Files.mismatch(file, folder.resolve("again")));
    }

    @Test
    void nothingIsLeftBehindWhenTheDriveIsFull() throws Exception {
        file("film", 20_000_000);
        // The system lets no file grow beyond 512 · 20 bytes, which a program cannot tell from a
        // full drive.
        Run encode =
                shell("ulimit -f 20; " + Project.launcher() + " encode --shards 10 --out s film");
        assertEquals(1, encode.exit(), encode.out());
        // Too large for ten shards; the same with enough of them:
        encode = shell("ulimit -f 20; " + Project.launcher() + " encode --shards 100 --out s film");
        assertEquals(1, encode.exit(), encode.out());
        assertTrue(encode.err().contains(".bcs"), encode.err());
        assertEquals(1, encode.err().lines().count(), encode.err());
        assertNothingLeft("film");
    }

    @Test
    void nothingIsLeftBehindWhenTheUserStopsIt() throws Exception {
        file("film", 140_000_000);
        for (String signal : StopSignals.heard()) {
            Run.Started encode =
                    Run.start(
                            folder,
                            environment("-Xmx160m"),
                            "",
                            haulout("encode", "--shards", "1000", "--out", "s", "film"));
            awaitPartial(encode);
            long begin = System.nanoTime();
            new ProcessBuilder("kill", "-" + signal, "" + encode.process().pid()).start().waitFor();
            Run ended = encode.await();
            assertNotEquals(0, ended.exit());
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            assertTrue(seconds < 20, signal + " took " + seconds + " s");
            assertNothingLeft("film");
        }
    }

    /// Waits until the command has begun to write slivers.
    private void awaitPartial(Run.Started started) throws IOException, InterruptedException {
        while (true) {
            try (Stream<Path> tree = Files.walk(folder)) {
                if (tree.anyMatch(path -> path.toString().endsWith(".bcs"))) {
                    return;
                }
            } catch (java.io.UncheckedIOException e) {
                continue; // because a file may vanish while it is looked at
            }
            if (!started.process().isAlive()) {
                throw new AssertionError("ended before it was stopped: " + started.await().err());
            }
            started.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void worksWithoutVectors() throws Exception {
        file("photo", 100_000);
        Run vector = run("blob-id", "--shards", "100", "photo");
        Run scalar =
                Run.of(
                        folder,
                        environment("-Dhaulout.codec.engine=scalar"),
                        "",
                        haulout("blob-id", "--shards", "100", "photo"));
        Run forced =
                Run.of(
                        folder,
                        environment("-Dhaulout.codec.engine=vector"),
                        "",
                        haulout("blob-id", "--shards", "100", "photo"));
        assertEquals(vector.out(), scalar.out());
        assertEquals(vector.out(), forced.out());
    }

    /// 4 GiB at n = 1000 within -Xmx512m and 1 GiB of process memory.
    @Test
    void aLargeFileFitsIntoAFixedBudget() throws Exception {
        assumeTrue(LONG, "long profile only: -Dhaulout.long=true");
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/status")), "peak memory is read from /proc");
        assumeTrue(folder.toFile().getUsableSpace() > 30L << 30, "needs 30 GiB of disk");
        Path file = file("film", 4L << 30);
        long encodePeak =
                peakKilobytes(haulout("encode", "--shards", "1000", "--out", "s", "film"));
        try (Stream<Path> slivers = Files.list(folder.resolve("s"))) {
            for (Path path :
                    slivers.filter(path ->
                                    path.getFileName().toString().matches("primary-00[012].*"))
                            .toList()) {
                Files.delete(path);
            }
        }
        long decodePeak = peakKilobytes(haulout("decode", "--in", "s", "--out", "again"));
        assertEquals(-1, Files.mismatch(file, folder.resolve("again")));
        System.out.println(
                "peak memory: encode " + encodePeak + " kB, decode " + decodePeak + " kB");
        assertTrue(encodePeak <= 1 << 20, "encode took " + encodePeak + " kB");
        assertTrue(decodePeak <= 1 << 20, "decode took " + decodePeak + " kB");
    }

    private long peakKilobytes(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            try (Stream<String> lines = Files.lines(status)) {
                peak =
                        Math.max(
                                peak,
                                lines.filter(line -> line.startsWith("VmHWM:"))
                                        .mapToLong(line ->
                                                Long.parseLong(line.replaceAll("[^0-9]", "")))
                                        .findFirst()
                                        .orElse(0));
            } catch (IOException | java.io.UncheckedIOException e) {
                continue; // because it may end while it is looked at
            }
        }
        assertEquals(0, process.exitValue());
        return peak;
    }
}
