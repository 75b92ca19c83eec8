// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on files, in this process: what they make, and what they refuse in which words.
class BlobCommandsTest {
    @TempDir private Path folder;

    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int exit =
                new CommandRunner(
                                List.of(
                                        new BlobIdCommand(),
                                        new EncodeCommand(),
                                        new DecodeCommand(),
                                        new CommandGroup(
                                                "bench",
                                                "measures",
                                                List.of(new BenchEncodeCommand()))),
                                "1.2.3",
                                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                                InstantSource.system(),
                                new CleanUps())
                        .run(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private Path file(String name, int bytes) throws IOException {
        byte[] contents = new byte[bytes];
        new Random(31L * name.hashCode() + bytes).nextBytes(contents);
        return Files.write(folder.resolve(name), contents);
    }

    private Path encoded(Path file, int shards) {
        Path target = folder.resolve(file.getFileName() + "." + shards);
        assertEquals(
                0,
                run("encode", "--shards", "" + shards, "--out", target.toString(), file.toString()),
                err);
        return target;
    }

    private static Path sliver(Path in, String axis, int pair) {
        return in.resolve(String.format(Locale.ROOT, "%s-%05d.bcs", axis, pair));
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int before = bytes.read();
            bytes.seek(position);
            bytes.write(before ^ 0x10);
        }
    }

    /// Decodes and expects the file.
    private void assertDecodes(Path in, Path file, String... more) throws IOException {
        Path made = folder.resolve("made");
        Files.deleteIfExists(made);
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "decode", "--in", in.toString(), "--out", made.toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        assertEquals(0, run(arguments), err);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(made));
        Files.delete(made);
        assertNothingLeft();
    }

    private void assertRefused(int exit, String sentencePart, String... arguments)
            throws IOException {
        assertEquals(exit, run(arguments), out + err);
        assertTrue(err.contains(sentencePart), () -> "expected '" + sentencePart + "' in: " + err);
        assertEquals(1, err.lines().count(), () -> "one sentence, not: " + err);
        assertEquals("", out);
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    entries.filter(path -> path.getFileName().toString().contains(".partial"))
                            .toList());
        }
    }

    @Test
    void givesFilesOfEverySizeBack() throws IOException {
        for (int shards : new int[] {4, 10, 100}) {
            for (int size : new int[] {0, 1, 2, 4557, 100_000}) {
                Path file = file("file " + size + " ü", size);
                Path in = encoded(file, shards);
                assertEquals(2 * shards + 2, Files.list(in).count());
                assertDecodes(in, file);
                assertDecodes(in, file, "--strict");
                deleteFolder(in);
            }
        }
    }

    private static void deleteFolder(Path in) throws IOException {
        try (Stream<Path> entries = Files.list(in)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(in);
    }

    @Test
    void givesTheLargestBlobOfAFewShardsBack() throws IOException {
        Path largest = file("largest", 2 * 3 * 65534);
        assertDecodes(encoded(largest, 4), largest);
        Path tooLarge = file("too large", 2 * 3 * 65534 + 1);
        assertRefused(
                1,
                "the largest blob for 4 shards has 393204, and --shards 5 or more would do",
                "encode",
                "--shards",
                "4",
                "--out",
                folder.resolve("o").toString(),
                tooLarge.toString());
    }

    @Test
    void printsALineForEachFileAndGoesOnAfterABadOne() throws IOException {
        Path a = file("a", 100);
        Path b = file("b", 0);
        assertEquals(
                1, run("blob-id", "--shards=10", a.toString(), folder.toString(), b.toString()));
        assertEquals(2, out.lines().count());
        assertTrue(out.lines().toList().get(0).matches("[A-Za-z0-9_-]{43}  .*a"), out);
        assertTrue(
                out.lines()
                        .toList()
                        .get(1)
                        .startsWith("gLzpD29smKZiYJIWwKatudKr76kEprQeMPyAhuMbWd4  "),
                out);
        assertTrue(err.contains("is a folder"), err);
        assertTrue(err.contains("1 of 3 files could not be named"), err);
    }

    @Test
    void printsOneJsonDocument() throws IOException {
        Path a = file("a", 100);
        ObjectMapper mapper = new ObjectMapper();
        assertEquals(0, run("blob-id", "--json", "--shards=10", a.toString()));
        String id = mapper.readTree(out).get(0).get("blobId").textValue();
        Path in = folder.resolve("o");
        assertEquals(
                0, run("encode", "--json", "--shards=10", "--out", in.toString(), a.toString()));
        JsonNode description = mapper.readTree(out);
        assertEquals(id, description.get("blobId").textValue());
        assertEquals(100, description.get("size").intValue());
        assertEquals(10, description.get("nShards").intValue());
        assertEquals(
                id,
                mapper.readTree(Files.readString(in.resolve("blob.json")))
                        .get("blobId")
                        .textValue());
        assertEquals(
                0,
                run(
                        "decode",
                        "--json",
                        "--in",
                        in.toString(),
                        "--out",
                        folder.resolve("b").toString()));
        assertEquals(id, mapper.readTree(out).get("blobId").textValue());
        assertEquals("", err);
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        String to = folder.resolve("o").toString();
        assertRefused(
                1,
                "is a folder; a blob is one file",
                "encode",
                "--shards=10",
                "--out",
                to,
                folder.toString());
        assertRefused(
                1,
                "there is no file or folder",
                "encode",
                "--shards=10",
                "--out",
                to,
                folder.resolve("missing").toString());
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device));
        assertRefused(
                1,
                "is not an ordinary file",
                "encode",
                "--shards=10",
                "--out",
                to,
                device.toString());
    }

    @Test
    void saysWhoMayNotReadAFile() throws IOException {
        Path secret = file("secret", 10);
        assumeTrue(secret.toFile().setReadable(false));
        assumeTrue(!Files.isReadable(secret), "this user may read everything");
        assertRefused(1, "no permission to read", "blob-id", "--shards=10", secret.toString());
    }

    @Test
    void refusesWrongUsage() throws IOException {
        String file = file("a", 1).toString();
        assertRefused(2, "--shards must be 4 to 4096, not 3", "blob-id", "--shards", "3", file);
        assertRefused(
                2, "--shards must be 4 to 4096, not 4097", "blob-id", "--shards", "4097", file);
        assertRefused(2, "--shards", "blob-id", file);
        assertRefused(2, "--shards", "blob-id", "--shards", "many", file);
        assertRefused(2, "--size must be a number", "bench", "encode", "--size", "big");
        assertRefused(2, "--threads must be 1 to", "bench", "encode", "--threads", "0");
    }

    @Test
    void neverWritesIntoWhatIsThere() throws IOException {
        Path file = file("a", 100);
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        assertRefused(
                1,
                "is not empty",
                "encode",
                "--shards=10",
                "--out",
                full.toString(),
                file.toString());
        assertRefused(
                1,
                "exists already",
                "encode",
                "--shards=10",
                "--out",
                file.toString(),
                file.toString());
        assertRefused(
                1,
                "there is no file or folder",
                "encode",
                "--shards=10",
                "--out",
                folder.resolve("no/such").toString(),
                file.toString());
        Path in = encoded(file, 10);
        assertRefused(
                1, "exists already", "decode", "--in", in.toString(), "--out", file.toString());
        assertRefused(1, "is a folder", "decode", "--in", in.toString(), "--out", full.toString());
        assertEquals("mine", Files.readString(full.resolve("mine")));
        assertEquals(1, Files.list(full).count());
    }

    @Test
    void fillsAnEmptyFolder() throws IOException {
        Path file = file("a", 100);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(
                0, run("encode", "--shards=10", "--out", empty.toString(), file.toString()), err);
        assertDecodes(empty, file);
    }

    @Test
    void decodesWithoutTheDamagedSliversAndNamesThem() throws IOException {
        Path file = file("a", 50_000);
        Path in = encoded(file, 10);
        Path other = encoded(file("b", 50_000), 10);
        flip(sliver(in, "primary", 0), 300);
        try (RandomAccessFile cut = new RandomAccessFile(sliver(in, "primary", 1).toFile(), "rw")) {
            cut.setLength(cut.length() - 1);
        }
        Files.write(sliver(in, "primary", 2), new byte[0]);
        Files.copy(
                sliver(other, "primary", 3),
                sliver(in, "primary", 3),
                StandardCopyOption.REPLACE_EXISTING);
        Files.delete(sliver(in, "primary", 4));
        Files.createDirectory(sliver(in, "primary", 4));
        Files.writeString(in.resolve("primary-00099.bcs"), "of a larger network");
        Files.writeString(in.resolve("notes.txt"), "not a sliver");
        assertDecodes(in, file);
        for (int pair = 0; pair < 5; pair++) {
            String name = sliver(in, "primary", pair).getFileName().toString();
            assertTrue(err.contains(name), () -> name + " is not named in: " + err);
        }
        assertTrue(err.contains("primary-00099.bcs"), err);
        assertFalse(err.contains("primary-00005.bcs"), err);
        assertFalse(err.contains("notes.txt"), err);
    }

    @Test
    void usesSecondarySliversWhenPrimaryOnesDoNotSuffice() throws IOException {
        Path file = file("a", 50_000);
        Path in = encoded(file, 10);
        for (int pair = 3; pair < 10; pair++) {
            Files.delete(sliver(in, "primary", pair));
        }
        for (int pair = 0; pair < 3; pair++) {
            Files.delete(sliver(in, "secondary", pair));
        }
        assertDecodes(in, file);
        Files.delete(sliver(in, "secondary", 3));
        assertRefused(
                1,
                "3 primary of 4 and 6 secondary of 7; 1 more primary or 1 more secondary",
                "decode",
                "--in",
                in.toString(),
                "--out",
                folder.resolve("made").toString());
        assertFalse(Files.exists(folder.resolve("made")));
    }

    @Test
    void usesGoodSliversUnderWrongNames() throws IOException {
        Path file = file("a", 50_000);
        Path in = encoded(file, 10);
        Path first = sliver(in, "primary", 0);
        Path second = sliver(in, "primary", 1);
        Path aside = in.resolve("aside");
        Files.move(first, aside);
        Files.move(second, first);
        Files.move(aside, second);
        assertDecodes(in, file);
        assertTrue(err.contains("primary-00000.bcs"), err);
    }

    @Test
    void needsSoundMetadata() throws IOException {
        Path file = file("a", 1000);
        Path in = encoded(file, 10);
        String to = folder.resolve("made").toString();
        byte[] metadata = Files.readAllBytes(in.resolve("metadata.bcs"));
        flip(in.resolve("metadata.bcs"), 100);
        assertRefused(1, "metadata.bcs is damaged", "decode", "--in", in.toString(), "--out", to);
        Files.write(in.resolve("metadata.bcs"), java.util.Arrays.copyOf(metadata, 50));
        assertRefused(1, "metadata.bcs is damaged", "decode", "--in", in.toString(), "--out", to);
        Files.delete(in.resolve("metadata.bcs"));
        assertRefused(1, "there is no metadata.bcs", "decode", "--in", in.toString(), "--out", to);
        Files.write(in.resolve("metadata.bcs"), metadata);
        Files.writeString(in.resolve("blob.json"), "{ not json");
        assertDecodes(in, file);
        Files.delete(in.resolve("blob.json"));
        assertDecodes(in, file);
        assertRefused(1, "is not a folder", "decode", "--in", file.toString(), "--out", to);
        assertRefused(
                1, "there is no", "decode", "--in", folder.resolve("gone").toString(), "--out", to);
    }

    @Test
    void measuresEncoding() {
        assertEquals(0, run("bench", "encode", "--shards=10", "--size=100KB", "--threads=2"), err);
        assertTrue(out.contains("10 shards, blob 100.0 KB"), out);
        assertTrue(out.contains("median"), out);
    }
}
