// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.app.testing.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands say of files and folders that they are given, word for word.
class GivenFileTest {
    @TempDir Path temp;

    private Path file;
    private Path out;

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(temp.resolve("file"), "contents");
        out = temp.resolve("out");
    }

    private static void assertRefused(int exit, String sentence, Object... arguments) {
        assertEquals(
                new Outcome(exit, "", "haulout: " + sentence + "\n"), FileCommands.run(arguments));
    }

    private void assertNotEncoded(String sentence, Path given) throws IOException {
        assertRefused(1, sentence, "blob-id", "--shards=10", given);
        assertRefused(1, sentence, "encode", "--shards=10", "--out", out, given);
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> entries = Files.list(temp)) {
            assertEquals(
                    List.of(),
                    entries.map(path -> path.getFileName().toString())
                            .filter(name -> name.equals("out") || name.startsWith("."))
                            .toList());
        }
    }

    @Test
    void aFolderIsNoBlob() throws IOException {
        assertNotEncoded(
                temp + " is a folder; a blob is one file, so pack the folder into one first", temp);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path missing = temp.resolve("missing");
        assertNotEncoded("there is no file or folder " + missing, missing);
        Path dangling = Files.createSymbolicLink(temp.resolve("dangling"), missing);
        assertNotEncoded("there is no file or folder " + dangling, dangling);
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        assumeTrue(file.toFile().setReadable(false), "no permissions here");
        assumeTrue(!Files.isReadable(file), "this user may read everything");
        assertNotEncoded("no permission to read or write " + file, file);
    }

    @Test
    void aDeviceOrPipeIsNoBlob() throws Exception {
        String sentence =
                " is not an ordinary file; a blob is read twice, so save it to a file first";
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device), "no devices here");
        assertNotEncoded(device + sentence, device);
        Path pipe = temp.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertNotEncoded(pipe + sentence, pipe);
    }

    @Test
    void aBlobThatIsTooLargeForSoFewShardsIsToldHowManyWouldDo() throws IOException {
        Path sparse = temp.resolve("sparse");
        try (RandomAccessFile large = new RandomAccessFile(sparse.toFile(), "rw")) {
            large.setLength(3_000_000);
        }
        assertNotEncoded(
                sparse
                        + " has 3000000 bytes; the largest blob for 10 shards has 1834952, and"
                        + " --shards 12 or more would do",
                sparse);
    }

    @Test
    void aBlobThatIsTooLargeForAllIsToldSo() throws IOException {
        Path sparse = temp.resolve("sparse");
        try (RandomAccessFile large = new RandomAccessFile(sparse.toFile(), "rw")) {
            large.setLength(1L << 40);
        } catch (IOException e) {
            assumeTrue(false, "no files of 1 TiB here: " + e);
        }
        assertNotEncoded(
                sparse
                        + " has 1099511627776 bytes; the largest blob for 10 shards has 1834952, and no"
                        + " number of shards up to 4096 would do",
                sparse);
    }

    @Test
    void anOutputFolderMustBeNewOrEmpty() throws IOException {
        String notEmpty = " is not empty; name a new folder, so that nothing is mixed up";
        assertRefused(1, temp + notEmpty, "encode", "--shards=10", "--out", temp, file);
        Path root = temp.getRoot();
        assertRefused(1, root + notEmpty, "encode", "--shards=10", "--out", root, file);
        String isFile = file + " exists already and is not a folder";
        assertRefused(1, isFile, "encode", "--shards=10", "--out", file, file);
        Path gone = temp.resolve("gone");
        String isGone = "there is no file or folder " + gone;
        assertRefused(1, isGone, "encode", "--shards=10", "--out", gone.resolve("out"), file);
        String isNone = file + " is not a folder";
        assertRefused(1, isNone, "encode", "--shards=10", "--out", file.resolve("out"), file);
        assertNothingLeft();
    }

    @Test
    void wrongUsageIsToldFromFailure() {
        String more = " (haulout encode --help says more)";
        assertRefused(
                2,
                "--out must name something, and is empty" + more,
                "encode",
                "--shards=10",
                "--out=",
                file);
        assertRefused(
                2, "missing required option: '--out=DIR'" + more, "encode", "--shards=10", file);
        assertRefused(
                2,
                "there is one argument too many: b" + more,
                "encode",
                "--shards=10",
                "--out",
                out,
                file,
                "b");
        String id = " (haulout blob-id --help says more)";
        assertRefused(2, "missing required parameter: 'FILE'" + id, "blob-id", "--shards=10");
        assertRefused(2, "--shards must be 4 to 4096, not 3" + id, "blob-id", "--shards=3", file);
        assertRefused(
                2, "--shards must be 4 to 4096, not 4097" + id, "blob-id", "--shards=4097", file);
        assertRefused(2, "missing required option: '--shards=N'" + id, "blob-id", file);
        String decode = " (haulout decode --help says more)";
        assertRefused(
                2,
                "--in must name something, and is empty" + decode,
                "decode",
                "--in=",
                "--out",
                out);
        assertRefused(
                2,
                "--out must name something, and is empty" + decode,
                "decode",
                "--in",
                temp,
                "--out=");
        assertFalse(Files.exists(out));
    }

    @Test
    void namesMayBeOfAnyKind() throws IOException {
        for (String name : List.of("with space", "-dash", "ünïcode ✓", "@file", "'", "a=b")) {
            Path odd = Files.copy(file, temp.resolve(name));
            Path folder = temp.resolve(name + ".slivers");
            Outcome encoded = FileCommands.run("encode", "--shards=7", "--out", folder, odd);
            assertEquals(0, encoded.exit(), encoded.err());
            assertTrue(encoded.out().contains("  " + folder + "\n"), encoded.out());
            Path again = temp.resolve(name + ".again");
            assertEquals(0, FileCommands.run("decode", "--in", folder, "--out", again).exit());
            assertEquals(-1, Files.mismatch(file, again));
            Outcome named = FileCommands.run("blob-id", "--shards=7", "--", odd);
            assertTrue(named.out().endsWith("  " + odd + "\n"), named.out());
        }
    }

    @Test
    void theSameFileMayBeNamedTwice() {
        Outcome outcome = FileCommands.run("blob-id", "--shards=7", "--json", file, file);
        assertEquals(2, outcome.out().split("\"blobId\"", -1).length - 1, outcome.out());
    }

    @Test
    void aBadFileAmongGoodOnesLeavesOneDocument() throws IOException {
        Outcome outcome = FileCommands.run("blob-id", "--shards=7", "--json", file, temp);
        assertEquals(1, outcome.exit());
        assertTrue(outcome.out().startsWith("[ {\n  \"blobId\" : \""), outcome.out());
        assertTrue(outcome.out().endsWith("} ]\n"), outcome.out());
        assertEquals(
                "haulout: "
                        + temp
                        + " is a folder; a blob is one file, so pack the folder into one first\n"
                        + "haulout: 1 of 2 files could not be named, see above\n",
                outcome.err());
    }

    @Test
    void anInterruptStopsEveryCommandAndLeavesNothing() throws IOException {
        Path slivers = temp.resolve("slivers");
        assertEquals(0, FileCommands.run("encode", "--shards=7", "--out", slivers, file).exit());
        Outcome stopped = new Outcome(1, "", "haulout: stopped before it was done\n");
        Thread.currentThread().interrupt();
        assertEquals(stopped, FileCommands.run("encode", "--shards=7", "--out", out, file));
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(stopped, FileCommands.run("blob-id", "--shards=7", file, file));
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(stopped, FileCommands.run("decode", "--in", slivers, "--out", out));
        assertTrue(Thread.interrupted());
        assertNothingLeft();
    }
}
