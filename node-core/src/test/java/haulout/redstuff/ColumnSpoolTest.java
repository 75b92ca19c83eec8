// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.EncodingConfig;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ColumnSpoolTest {
    private static final EncodingConfig CONFIG = new EncodingConfig(1000);

    /// 333 columns of 334 symbols take 111 MB with the larger symbols, which is too much for
    /// memory.
    private static final int IN_MEMORY = 2;

    private static final int IN_FILE = 1000;

    @TempDir Path folder;

    private List<Path> entries() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    @Test
    void givesBackWhatItTook() throws IOException {
        for (int symbolBytes : new int[] {IN_MEMORY, IN_FILE}) {
            byte[] column = new byte[334 * symbolBytes];
            new SplittableRandom(symbolBytes).nextBytes(column);
            try (ColumnSpool spool = ColumnSpool.open(CONFIG, symbolBytes, Optional.of(folder))) {
                assertFalse(spool.wantsSlivers());
                int rows = 100;
                for (int row = 0; row < 334; row += rows) {
                    int count = Math.min(rows, 334 - row);
                    spool.secondary(
                            999,
                            row,
                            count,
                            0,
                            column,
                            row * symbolBytes,
                            symbolBytes,
                            symbolBytes);
                }
                byte[] whole = new byte[column.length];
                spool.readSecondary(999, 334, 0, whole, 0, symbolBytes, symbolBytes);
                assertArrayEquals(column, whole);
                byte[] firstHalves = new byte[334 * symbolBytes];
                spool.readSecondary(999, 334, 0, firstHalves, 0, symbolBytes, symbolBytes / 2);
                for (int i = 0; i < column.length; i++) {
                    int expected = i % symbolBytes < symbolBytes / 2 ? column[i] : 0;
                    assertEquals(expected, firstHalves[i], "byte " + i);
                }
            }
        }
        assertEquals(List.of(), entries());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void itsFileHasNoNameWhileItIsOpen() throws IOException {
        try (ColumnSpool spool = ColumnSpool.open(CONFIG, IN_FILE, Optional.of(folder))) {
            assertEquals(List.of(), entries());
            assertFalse(spool.wantsSlivers());
        }
    }

    @Test
    void aDriveThatIsTooSmallIsNamedAtOnce() throws IOException {
        FileSystemException e =
                assertThrows(
                        FileSystemException.class,
                        // 31 TB
                        () ->
                                ColumnSpool.open(
                                                new EncodingConfig(65535),
                                                EncodingConfig.MAX_SYMBOL_BYTES,
                                                Optional.of(folder))
                                        .close());
        assertEquals(folder.toString(), e.getFile());
        assertTrue(e.getReason().endsWith("-Djava.io.tmpdir=DIR names another folder"));
        assertEquals(List.of(), entries());
    }

    @Test
    void takesNoPrimarySlivers() throws IOException {
        try (ColumnSpool spool = ColumnSpool.open(CONFIG, IN_MEMORY)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> spool.primaries(0, 1, 0, TiledRows.whole(new byte[2], 0, 2), 2));
        }
    }
}
