// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import haulout.app.cli.HostileFolder.Refused;
import haulout.fuzzing.MutationRun;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `haulout decode` on folders in which something is not what it should be.
class HostileFolderTest {
    private static final String PRIMARY = "primary-00001.bcs";

    /// Only just enough to decode: whatever is damaged is missed.
    static final List<String> FEWEST =
            List.of(
                    "metadata.bcs",
                    "blob.json",
                    "primary-00001.bcs",
                    "primary-00004.bcs",
                    "primary-00006.bcs");

    @TempDir Path work;

    @Test
    void aDamagedFileAmongAllOfThemIsPassedOver() throws Exception {
        HostileFolder folder = new HostileFolder(work, List.of());
        MutationRun.of(HostileFolderTargets.withAllSlivers(folder));
    }

    @Test
    void aDamagedFileAmongTheFewestIsNamedOrDoesNotMatter() throws Exception {
        HostileFolder folder = new HostileFolder(work, FEWEST);
        MutationRun.of(HostileFolderTargets.withFewestSlivers(folder));
    }

    @Test
    void whatIsNoFileIsPassedOver() throws Exception {
        HostileFolder folder = new HostileFolder(work, List.of());
        Path sliver = folder.folder().resolve(PRIMARY);
        Files.delete(sliver);
        Files.createDirectory(sliver);
        assertArrayEquals(folder.blob(), folder.decode());
        Files.delete(sliver);
        Files.createSymbolicLink(sliver, Path.of(PRIMARY));
        assertArrayEquals(folder.blob(), folder.decode());
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
        HostileFolder folder = new HostileFolder(work, List.of());
        for (String name : List.of(PRIMARY, "blob.json")) {
            Path file = folder.folder().resolve(name);
            Files.delete(file);
            assertEquals(
                    0, new ProcessBuilder("/usr/bin/mkfifo", file.toString()).start().waitFor());
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertArrayEquals(folder.blob(), folder.decode()));
    }

    @Test
    void aHugeDescriptionIsNotReadIntoMemory() throws Exception {
        HostileFolder folder = new HostileFolder(work, List.of());
        folder.decode();
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'a');
        try (OutputStream file = Files.newOutputStream(folder.folder().resolve("blob.json"))) {
            file.write("{\"blobId\": \"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 32; i++) {
                file.write(megabyte);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertArrayEquals(folder.blob(), folder.decode());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 16 << 20, "allocated " + allocated);
    }

    @Test
    void metadataThatAreTooLongAreRefused() throws Exception {
        HostileFolder folder = new HostileFolder(work, List.of());
        Files.write(folder.folder().resolve("metadata.bcs"), new byte[8 << 20]);
        Refused refused = assertThrows(Refused.class, folder::decode);
        assertTrue(refused.getMessage().contains("metadata.bcs"), refused.getMessage());
    }
}
