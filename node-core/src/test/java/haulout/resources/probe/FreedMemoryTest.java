// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /// Smaller than what the library would ask the system for one by one.
    private static final int BLOCK_BYTES = 60_000;

    private static final int BLOCKS = 2_000;

    /// Large enough to find few such holes.
    private static final int KEPT_BYTES = 5_000;

    @Test
    void whatWasFreedGoesBackToTheSystem() throws IOException {
        assumeTrue(
                Files.exists(STATUS)
                        && Linker.nativeLinker().defaultLookup().find("malloc_trim").isPresent(),
                "the C library has no malloc_trim");
        FreedMemory freed = FreedMemory.find();
        try (Arena kept = Arena.ofConfined()) {
            long before;
            try (Arena arena = Arena.ofConfined()) {
                for (int i = 0; i < BLOCKS; i++) {
                    arena.allocate(BLOCK_BYTES).fill((byte) 1);
                    // keeps the library from giving back what lies below it by itself, unless it
                    // comes out of a hole that other tests have left, and then some goes back at
                    // once
                    kept.allocate(KEPT_BYTES).fill((byte) 1);
                }
                before = residentKib();
            }
            freed.giveBack();
            long given = before - residentKib();
            assertTrue(given > BLOCKS * (BLOCK_BYTES / 1024) / 2, given + " KiB of " + before);
        }
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
