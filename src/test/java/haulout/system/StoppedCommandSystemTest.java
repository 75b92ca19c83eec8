// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Commands that are stopped, or whose surroundings let them down, in processes of their own.
/// Whatever happens, there is one sentence and nothing is left behind.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoppedCommandSystemTest {
    /// The spool of a blob of this size at 1000 shards does not stay in memory, nor do its slivers.
    private static final int LARGE_BYTES = 220_000_000;

    private static final String STOPPED = "haulout: stopped before it was done\n";

    /// With a limit on its heap, a command works from file to file.
    private static final String SMALL_HEAP = "-Xmx128m";

    /// So long a clean stop may take.
    private static final long STOP_SECONDS = 5;

    @TempDir Path temp;

    private Path folder;
    private Path temporary;

    @BeforeEach
    void makeTheFolders() throws IOException {
        folder = Files.createDirectory(temp.resolve("work"));
        temporary = Files.createDirectory(temp.resolve("temporary"));
    }

    private Path file(String name, int bytes) throws IOException {
        SplittableRandom random = new SplittableRandom(bytes);
        byte[] block = new byte[1 << 20];
        Path path = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int left = bytes; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        }
        return path;
    }

    private Map<String, String> environment(String... options) {
        return Map.of(
                "HAULOUT_JAVA_OPTS",
                "-Djava.io.tmpdir=" + temporary + " " + String.join(" ", options));
    }

    private Run.Started start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Project.launcher().toString()));
        command.addAll(List.of(arguments));
        return Run.start(folder, environment(SMALL_HEAP), "", command);
    }

    /// Runs a line of shell, in which `haulout` is the launcher.
    private Run shell(String line) throws IOException, InterruptedException {
        return Run.of(
                folder,
                environment(),
                "",
                List.of(
                        "/bin/sh",
                        "-c",
                        "haulout() { '" + Project.launcher() + "' \"$@\"; }; " + line));
    }

    /// A condition on a process under way.
    @FunctionalInterface
    private interface Sight {
        boolean isThere() throws IOException;
    }

    private static void await(Run.Started started, Sight sight) throws Exception {
        while (!sight.isThere()) {
            if (started.process().waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended too early: " + started.await());
            }
        }
    }

    /// Whether a command makes something in the work folder.
    private boolean isStaging() throws IOException {
        return entries(folder).stream().anyMatch(name -> name.startsWith(".haulout-"));
    }

    /// Whether a process has its temporary file.
    private static boolean isSpooling(Run.Started started) throws IOException {
        Path open = Path.of("/proc", Long.toString(started.process().pid()), "fd");
        try (Stream<Path> files = Files.list(open)) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().contains(".spool")) {
                    return true;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return false; // because files are closed while they are looked at
        }
        return false;
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void assertOnly(String... names) throws IOException {
        assertEquals(List.of(names), entries(folder));
        assertEquals(List.of(), entries(temporary));
    }

    private void assertStops(Run.Started started, String signal) throws Exception {
        long begin = System.nanoTime();
        String pid = Long.toString(started.process().pid());
        new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        Run run = started.await();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertEquals(new Run(signal.equals("INT") ? 130 : 143, "", STOPPED), run);
        assertTrue(seconds < STOP_SECONDS, signal + " took " + seconds + " s");
    }

    @Test
    void everyCommandStopsAtASignal() throws Exception {
        Path film = file("film", LARGE_BYTES);
        for (String signal : StopSignals.heard()) {
            Run.Started encode = start("encode", "--shards=1000", "--out=slivers", "film");
            await(encode, this::isStaging);
            assertStops(encode, signal);
            assertOnly("film");
            if (Files.isDirectory(Path.of("/proc/self/fd"))) {
                Run.Started blobId = start("blob-id", "--shards=1000", "film", "film");
                await(blobId, () -> isSpooling(blobId));
                assertStops(blobId, signal);
                assertOnly("film");
            }
        }
        Run encoded = start("encode", "--shards=1000", "--out=slivers", "film").await();
        assertEquals(0, encoded.exit(), encoded.err());
        assertEquals(0, shell("rm slivers/primary-000*").exit());
        for (String signal : StopSignals.heard()) {
            Run.Started decode = start("decode", "--in=slivers", "--out=again");
            await(decode, this::isStaging);
            assertStops(decode, signal);
            assertOnly("film", "slivers");
        }
        // With few files open at a time, and a fourteenth of the coded bytes in memory:
        Run decoded =
                shell(
                        "export HAULOUT_JAVA_OPTS=-Xmx96m; ulimit -n 64; haulout decode --in slivers --out again");
        assertEquals(0, decoded.exit(), decoded.err());
        assertEquals(-1, Files.mismatch(film, folder.resolve("again")));
    }

    @Test
    void aFileThatChangesMeanwhileIsAnError() throws Exception {
        Path film = file("film", LARGE_BYTES / 4);
        Run.Started encode = start("encode", "--shards=1000", "--out=slivers", "film");
        await(encode, this::isStaging);
        Files.write(film, new byte[1], StandardOpenOption.APPEND);
        assertEquals(
                new Run(1, "", "haulout: film was changed while it was read\n"), encode.await());
        assertOnly("film");
    }

    @Test
    void fewOpenFilesSuffice() throws Exception {
        Path photo = file("photo", 3_000_000);
        Run run =
                shell(
                        "export HAULOUT_JAVA_OPTS=-Xmx96m; ulimit -n 64;"
                                + " haulout encode --shards 1000 --out slivers photo && rm slivers/primary-00[01]*"
                                + " && haulout decode --in slivers --out again");
        assertEquals(0, run.exit(), run.err());
        assertEquals(-1, Files.mismatch(photo, folder.resolve("again")));
    }

    @Test
    void aLimitOnFilesIsNamedByTheFileThatMetIt() throws Exception {
        file("photo", 3_000_000);
        Run encode = shell("ulimit -f 100; haulout encode --shards 100 --out slivers photo");
        assertEquals(1, encode.exit());
        String sliver = "haulout: slivers/[a-z0-9-]+\\.bcs: cannot write: .+\n";
        assertTrue(encode.err().matches(sliver), encode.err());
        assertOnly("photo");
        Run encoded = shell("haulout encode --shards 100 --out slivers photo");
        assertEquals(0, encoded.exit(), encoded.err());
        Run decode = shell("ulimit -f 100; haulout decode --in slivers --out again");
        assertEquals(1, decode.exit());
        assertTrue(decode.err().matches("haulout: again: cannot write: .+\n"), decode.err());
        assertOnly("photo", "slivers");
    }

    @Test
    void aFullDriveIsNamedByTheFileThatMetIt() throws Exception {
        file("photo", 3_000_000);
        // No more files than that, though there is room for their bytes: a drive that fills up
        // meanwhile.
        Path drive = Files.createDirectory(folder.resolve("drive"));
        Run mount = shell("mount -t tmpfs -o size=64m,nr_inodes=50 none drive");
        assumeTrue(mount.exit() == 0, "may not mount: " + mount.err());
        try {
            Run encode = shell("haulout encode --shards 100 --out drive/slivers photo");
            assertEquals(1, encode.exit());
            String full = "haulout: drive/slivers/[a-z0-9-]+\\.bcs: .*No space left on device\n";
            assertTrue(encode.err().matches(full), encode.err());
            assertEquals(List.of(), entries(drive));
            file("film", 20_000_000);
            Run atOnce = shell("haulout encode --shards 1000 --out drive film");
            assertEquals(1, atOnce.exit());
            String small =
                    "haulout: the slivers need .* MB, and there are only 67.1 MB free in drive\n";
            assertTrue(atOnce.err().matches(small), atOnce.err());
            Run encoded =
                    shell("haulout encode --shards 10 --out drive '" + Project.launcher() + "'");
            assertEquals(0, encoded.exit(), encoded.err());
            assertEquals(22, entries(drive).size());
        } finally {
            Run unmount = shell("umount drive");
            assertEquals(0, unmount.exit(), unmount.err());
        }
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        Path secret = file("secret", 10);
        String asNobody = "";
        if (shell("test \"$(id -u)\" = 0").exit() == 0) {
            asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
            assumeTrue(shell("chmod 755 .. . && chmod 600 secret").exit() == 0);
            Run able = shell(asNobody + "'" + Project.launcher() + "' --version");
            assumeTrue(able.exit() == 0, "nobody may not start the program: " + able.err());
        } else {
            assertEquals(0, shell("chmod 000 secret").exit());
        }
        Run run = shell(asNobody + "'" + Project.launcher() + "' blob-id --shards 10 secret");
        assertEquals(new Run(1, "", "haulout: no permission to read or write secret\n"), run);
        if (!asNobody.isEmpty()) {
            Run encode =
                    shell(
                            asNobody
                                    + "'"
                                    + Project.launcher()
                                    + "' encode --shards 10 --out slivers /etc/hostname");
            assertEquals(
                    new Run(1, "", "haulout: no permission to read or write slivers\n"), encode);
        }
        assertTrue(Files.exists(secret));
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
        file("photo", 1000);
        Run run = shell("{ haulout blob-id --shards 10 photo; echo \"exit $?\" >&2; } | :");
        assertEquals("exit 0\n", run.err());
    }

    @Test
    void aResultThatFindsNoRoomIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        file("photo", 1000);
        Run run = shell("haulout blob-id --shards 10 photo > /dev/full");
        assertEquals(
                new Run(1, "", "haulout: the result could not be written to standard output\n"),
                run);
    }

    @Test
    void namesMayBeOfAnyKindInAnyLocale() throws Exception {
        Path photo = file("photo", 1000);
        for (String name : List.of("with space", "-dash", "ünïcode ✓", "'")) {
            Files.copy(photo, folder.resolve(name));
            Run.Started started =
                    Run.start(
                            folder,
                            Map.of("LC_ALL", "C", "LANG", "C"),
                            "",
                            List.of(
                                    Project.launcher().toString(),
                                    "blob-id",
                                    "--shards=10",
                                    "--",
                                    name));
            Run run = started.await();
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().endsWith("  " + name + "\n"), run.out());
        }
    }

    @Test
    void aProgressBarAppearsOnATerminalOnly() throws Exception {
        assumeTrue(
                shell("command -v script && script -qec true /dev/null").exit() == 0,
                "no tool that plays a terminal");
        // The bar appears after a second; this command takes five seconds on every machine.
        String bar = "measuring [";
        String line = "haulout() { \"" + Project.launcher() + "\" \"$@\"; }; ";
        String work = "haulout bench encode --shards 10 --size 1MB";
        Run watched = terminal(line + work + " > result");
        assertTrue(watched.out().contains(bar), watched.out());
        assertTrue(Files.readString(folder.resolve("result")).contains("median"));
        Run json = terminal(line + work + " --json");
        assertFalse(json.out().contains(bar), json.out());
        Run redirected = terminal(line + work + " 2> errors");
        assertFalse(redirected.out().contains(bar), redirected.out());
        assertFalse(Files.readString(folder.resolve("errors")).contains(bar));
    }

    /// What a line of shell prints on a terminal.
    private Run terminal(String line) throws IOException, InterruptedException {
        Run run =
                Run.of(
                        folder,
                        Map.of(
                                "TERM",
                                "xterm",
                                "SHELL",
                                "/bin/sh",
                                "HAULOUT_JAVA_OPTS",
                                "-Dhaulout.codec.engine=scalar"),
                        "",
                        List.of("script", "-qec", line, "/dev/null"));
        assertEquals(0, run.exit(), run.out());
        return run;
    }
}
