// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobTest {
    private static final int BYTES = 1 << 20;

    @TempDir Path temp;

    @Test
    void aFileThatIsCutShortWhileItIsMappedIsAFailureThatNamesIt() throws Exception {
        assumeFalse(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"),
                "because Windows does not let a mapped file be cut");
        Path path = Files.write(temp.resolve("photo"), new byte[BYTES]);
        try (FileBlob blob = FileBlob.open(path)) {
            IOException failure =
                    assertThrows(
                            IOException.class,
                            () ->
                                    blob.mapped(
                                            0,
                                            BYTES,
                                            source -> {
                                                cut(path);
                                                readOften(source);
                                                return true;
                                            }));
            assertTrue(failure.getMessage().contains(path.toString()), failure.getMessage());
            assertTrue(failure.getMessage().contains("changed"), failure.getMessage());
        }
    }

    @Test
    void aFailureIsExplainedByTheFileOnlyIfItWasChanged() throws Exception {
        Path path = Files.write(temp.resolve("photo"), new byte[BYTES]);
        IOException full = new IOException("full");
        try (FileBlob blob = FileBlob.open(path)) {
            IOException same =
                    assertThrows(
                            IOException.class,
                            () ->
                                    blob.mapped(
                                            0,
                                            BYTES,
                                            source -> {
                                                throw full;
                                            }));
            assertSame(full, same);
            IOException changed =
                    assertThrows(
                            IOException.class,
                            () ->
                                    blob.mapped(
                                            0,
                                            BYTES,
                                            source -> {
                                                Files.write(path, new byte[BYTES + 1]);
                                                throw full;
                                            }));
            assertTrue(changed.getMessage().contains("changed"), changed.getMessage());
        }
    }

    private static void cut(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(1);
        }
    }

    /// What cannot be read is told at the latest when the next method returns.
    private static void readOften(BlobSource source) throws IOException {
        byte[] target = new byte[BYTES / 2];
        for (int i = 0; i < 3; i++) {
            source.read(BYTES / 2, target, 0, target.length);
        }
    }

    @Test
    void aBlobThatIsTooLargeIsReadAsItIsAndASmallOneAtOnce() throws Exception {
        Path path = Files.write(temp.resolve("photo"), new byte[BYTES]);
        try (FileBlob blob = FileBlob.open(path)) {
            assertSame(blob, blob.mapped(0, BYTES - 1, source -> source));
            assertInstanceOf(MappedBlob.class, blob.mapped(BYTES, BYTES, source -> source));
            assertInstanceOf(MemoryBlob.class, blob.mapped(BYTES + 1, 2 * BYTES, source -> source));
            assertEquals(BYTES, blob.length());
        }
    }
}
