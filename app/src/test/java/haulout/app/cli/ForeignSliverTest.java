// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.app.testing.Outcome;
import haulout.core.BlobId;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.Kernels;
import haulout.redstuff.SliverPairHashes;
import haulout.wire.MetadataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What decoding makes of files that are not what their names say, each case with its sentence.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForeignSliverTest {
    private static final int SHARDS = 10;
    private static final int BLOB_BYTES = 5000;

    @TempDir Path temp;

    private byte[] blob;
    private Path in;
    private Path out;

    @BeforeEach
    void encodeABlob() throws IOException {
        blob = bytes(1, BLOB_BYTES);
        in = encoded("in", blob, SHARDS);
        out = temp.resolve("out");
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private Path encoded(String name, byte[] contents, int shards) throws IOException {
        Path file = Files.write(temp.resolve(name + ".blob"), contents);
        Path folder = temp.resolve(name);
        assertEquals(
                0, FileCommands.run("encode", "--shards", shards, "--out", folder, file).exit());
        return folder;
    }

    private static Path primary(Path folder, int pair) {
        return folder.resolve(String.format(Locale.ROOT, "primary-%05d.bcs", pair));
    }

    private static Path secondary(Path folder, int pair) {
        return folder.resolve(String.format(Locale.ROOT, "secondary-%05d.bcs", pair));
    }

    private Outcome decode(String... more) {
        List<Object> arguments = new ArrayList<>(List.of("decode", "--in", in, "--out", out));
        arguments.addAll(List.of(more));
        return FileCommands.run(arguments.toArray());
    }

    /// Expects the blob and exactly these sentences.
    private void assertDecodes(String... sentences) throws IOException {
        Outcome outcome = decode();
        assertEquals(
                Arrays.stream(sentences).map("haulout: %s\n"::formatted).reduce("", String::concat),
                outcome.err());
        assertEquals(0, outcome.exit());
        assertArrayEquals(blob, Files.readAllBytes(out));
    }

    private void assertRefused(String sentence) throws IOException {
        assertEquals(new Outcome(1, "", "haulout: " + sentence + "\n"), decode());
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
    void aFlippedBitIsFound() throws IOException {
        Path file = primary(in, 0);
        byte[] sliver = Files.readAllBytes(file);
        sliver[sliver.length / 2] ^= 1;
        Files.write(file, sliver);
        assertDecodes(
                "primary-00000.bcs is damaged or of another blob: its contents do not have the hash"
                        + " that is in metadata.bcs");
    }

    @Test
    void everyByteOfTheFrameCounts() throws IOException {
        byte[] good = Files.readAllBytes(primary(in, 0));
        for (int at :
                new int[] {
                    0, 1, good.length - 4, good.length - 3, good.length - 2, good.length - 1
                }) {
            byte[] sliver = good.clone();
            sliver[at] ^= 0x40;
            Files.write(primary(in, 0), sliver);
            Outcome outcome = decode();
            assertEquals(0, outcome.exit(), outcome.err());
            assertTrue(
                    outcome.err().startsWith("haulout: primary-00000.bcs is damaged"),
                    outcome.err());
            Files.delete(out);
        }
    }

    @Test
    void aFileOfAnotherLengthIsNotRead() throws IOException {
        long whole = Files.size(primary(in, 0));
        Files.write(primary(in, 0), new byte[0]);
        Files.write(primary(in, 1), Arrays.copyOf(Files.readAllBytes(primary(in, 1)), 7));
        Files.write(primary(in, 2), new byte[1], StandardOpenOption.APPEND);
        String damaged =
                "primary-0000%d.bcs is damaged or of another blob: %d bytes, expected " + whole;
        assertDecodes(
                damaged.formatted(0, 0), damaged.formatted(1, 7), damaged.formatted(2, whole + 1));
    }

    @Test
    void sliversOfOtherBlobsAreFound() throws IOException {
        Path sameShape = encoded("other", bytes(2, BLOB_BYTES), SHARDS);
        Path otherSize = encoded("small", bytes(3, 1), SHARDS);
        Path otherShards = encoded("few", blob, 7);
        Files.copy(primary(sameShape, 0), primary(in, 0), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(primary(otherSize, 1), primary(in, 1), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(primary(otherShards, 2), primary(in, 2), StandardCopyOption.REPLACE_EXISTING);
        Outcome outcome = decode();
        assertEquals(0, outcome.exit());
        assertEquals(3, outcome.err().lines().count(), outcome.err());
        for (int pair = 0; pair < 3; pair++) {
            assertTrue(
                    outcome.err()
                            .contains(
                                    "primary-0000" + pair + ".bcs is damaged or of another blob: "),
                    outcome.err());
        }
    }

    @Test
    void aNameBeyondTheShardsIsForeign() throws IOException {
        Files.copy(primary(in, 0), primary(in, SHARDS));
        Files.copy(primary(in, 0), in.resolve("primary-99999.bcs"));
        Files.copy(primary(in, 0), in.resolve("primary-1.bcs"));
        assertDecodes("primary-00010.bcs is not of this blob, which has 10 sliver pairs");
    }

    @Test
    void twoFilesThatWereSwappedAreBothUsed() throws IOException {
        for (int pair = 4; pair < SHARDS; pair++) {
            Files.delete(primary(in, pair));
        }
        for (int pair = 0; pair < SHARDS; pair++) {
            Files.delete(secondary(in, pair));
        }
        Path aside = in.resolve("aside");
        Files.move(primary(in, 0), aside);
        Files.move(primary(in, 3), primary(in, 0));
        Files.move(aside, primary(in, 3));
        assertDecodes(
                "primary-00000.bcs holds what belongs in primary-00003.bcs, and is used as that",
                "primary-00003.bcs holds what belongs in primary-00000.bcs, and is used as that");
    }

    @Test
    void aCopyOfASliverCountsOnce() throws IOException {
        for (int pair = 3; pair < SHARDS; pair++) {
            Files.copy(primary(in, 0), primary(in, pair), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int pair = 0; pair < SHARDS; pair++) {
            Files.delete(secondary(in, pair));
        }
        Outcome outcome = decode();
        assertEquals(1, outcome.exit());
        assertTrue(
                outcome.err()
                        .endsWith(
                                "haulout: not enough good slivers: 3 primary of 4 and 0 secondary of 7;"
                                        + " 1 more primary or 7 more secondary ones are needed\n"),
                outcome.err());
        assertNothingLeft();
    }

    @Test
    void whatIsNoFileIsPassedOver() throws Exception {
        Files.delete(primary(in, 0));
        Files.createDirectory(primary(in, 0));
        assertDecodes("primary-00000.bcs is not a file");
        Files.delete(out);
        Path pipe = primary(in, 1);
        Files.delete(pipe);
        assumeTrue(isMade("mkfifo", pipe), "no pipes here");
        assertDecodes("primary-00000.bcs is not a file", "primary-00001.bcs is not a file");
    }

    private static boolean isMade(String command, Path path) throws InterruptedException {
        try {
            return new ProcessBuilder(command, path.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // because there is no such command
        }
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(primary(in, 0), elsewhere);
        Files.createSymbolicLink(primary(in, 0), elsewhere);
        assertDecodes();
        Files.delete(out);
        Files.delete(elsewhere);
        assertDecodes(
                "primary-00000.bcs cannot be read: there is no file or folder " + primary(in, 0));
    }

    @Test
    void metadataOfAnotherBlobThanTheDescriptionSaysIsRefused() throws IOException {
        Path other = encoded("other", bytes(2, BLOB_BYTES), SHARDS);
        Files.copy(
                other.resolve("metadata.bcs"),
                in.resolve("metadata.bcs"),
                StandardCopyOption.REPLACE_EXISTING);
        BlobId expected = idOf("in.blob");
        BlobId actual = idOf("other.blob");
        assertRefused(
                in.resolve("metadata.bcs")
                        + " is damaged or of another blob: its blob ID is "
                        + actual
                        + ", and blob.json says "
                        + expected
                        + "; put the right one there, or delete blob.json to trust this one");
    }

    private BlobId idOf(String name) throws IOException {
        String line = FileCommands.run("blob-id", "--shards", SHARDS, temp.resolve(name)).out();
        return BlobId.parse(line.substring(0, line.indexOf(' ')));
    }

    @Test
    void aDescriptionThatCannotBeReadIsNotNeeded() throws IOException {
        Path description = in.resolve("blob.json");
        for (String text :
                List.of(
                        "",
                        "[]",
                        "{",
                        "{\"blobId\": 1}",
                        "{\"blobId\": \"AA\"}",
                        "[".repeat(5000))) {
            Files.writeString(description, text);
            assertDecodes("blob.json cannot be read; metadata.bcs alone says which blob this is");
            Files.delete(out);
        }
        Files.delete(description);
        assertDecodes();
    }

    @Test
    void damagedMetadataIsRefused() throws IOException {
        Path file = in.resolve("metadata.bcs");
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 11, good.length - 1, good.length + 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            Outcome outcome = decode();
            assertEquals(1, outcome.exit());
            assertTrue(
                    outcome.err().startsWith("haulout: " + file + " is damaged: "), outcome.err());
        }
        Files.write(file, new byte[5_000_000]);
        assertRefused(file + " is damaged: 5000000 bytes, at most 4325374 expected");
        Files.delete(file);
        assertRefused(
                "there is no metadata.bcs in "
                        + in
                        + "; without it nothing says what the slivers belong to");
        assertNothingLeft();
    }

    @Test
    void aBlobThatWasEncodedWronglyIsRefused() throws IOException {
        Path other = encoded("other", bytes(2, BLOB_BYTES), SHARDS);
        List<SliverPairHashes> hashes = new ArrayList<>(metadata(in).hashes());
        hashes.set(0, metadata(other).hashes().getFirst());
        BlobMetadata lie =
                new BlobMetadata(
                        metadata(in).encodingType(), metadata(in).unencodedLength(), hashes);
        Files.write(in.resolve("metadata.bcs"), MetadataFormat.encode(lie));
        Files.delete(in.resolve("blob.json"));
        Files.delete(primary(in, 0));
        BlobId id = lie.blobId(Kernels.scalar().hash());
        String sentence =
                "blob "
                        + id
                        + " was encoded wrongly by whoever made it; its slivers do not fit together, so"
                        + " there is no file to be had from them";
        assertRefused(sentence);
        assertEquals(new Outcome(1, "", "haulout: " + sentence + "\n"), decode("--strict"));
        assertNothingLeft();
    }

    private static BlobMetadata metadata(Path folder) throws IOException {
        return MetadataFormat.decode(Files.readAllBytes(folder.resolve("metadata.bcs")));
    }

    @Test
    void nothingIsWrittenWhereSomethingIs() throws IOException {
        Files.createSymbolicLink(out, temp.resolve("nowhere"));
        Outcome outcome = decode();
        assertEquals(
                new Outcome(
                        1,
                        "",
                        "haulout: "
                                + out
                                + " exists already; name a new file, so that nothing is overwritten\n"),
                outcome);
        assertFalse(Files.exists(temp.resolve("nowhere")));
        assertTrue(Files.exists(out, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void theFolderOfTheResultMustBeThere() throws IOException {
        out = temp.resolve("in.blob").resolve("out");
        assertEquals(
                new Outcome(1, "", "haulout: " + temp.resolve("in.blob") + " is not a folder\n"),
                decode());
        out = temp.resolve("gone").resolve("out");
        assertEquals(
                new Outcome(
                        1,
                        "",
                        "haulout: there is no file or folder " + temp.resolve("gone") + "\n"),
                decode());
    }

    @Test
    void jsonSaysWhatWasMade() throws IOException {
        Outcome outcome = decode("--json", "--strict");
        assertEquals(
                """
                {
                  "blobId" : "%s",
                  "size" : 5000,
                  "file" : "%s"
                }
                """
                        .formatted(idOf("in.blob"), out.toString().replace("\\", "\\\\")),
                outcome.out());
        assertEquals("", outcome.err());
        assertArrayEquals(blob, Files.readAllBytes(out));
    }
}
