// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import haulout.redstuff.StridedFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpenFilesTest {
    /// The least that is kept open at a time.
    private static final int LIMIT = 16;

    private static final int FILES = 200;

    @TempDir Path temp;

    private Path path(int file) {
        return temp.resolve("file " + file);
    }

    private static long open() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private void append(OpenFiles files, int file, int position) throws IOException {
        files.use(
                file,
                path(file),
                channel ->
                        StridedFile.writeFully(
                                channel, position - 1, new byte[] {(byte) ('0' + position)}, 0, 1));
    }

    @Test
    void moreFilesThanMayBeOpenAreMadeAndWritten() throws IOException {
        long before = open();
        try (OpenFiles files = OpenFiles.forMaking(LIMIT)) {
            for (int position = 1; position < 4; position++) {
                for (int file = 0; file < FILES; file++) {
                    append(files, file, position);
                    assertTrue(open() <= before + LIMIT + 2, "files stay open");
                }
            }
        }
        assertTrue(open() <= before + 2, "files stay open");
        for (int file = 0; file < FILES; file++) {
            assertEquals("123", Files.readString(path(file)));
        }
    }

    @Test
    void severalThreadsMayUseThem() throws Exception {
        try (OpenFiles files = OpenFiles.forMaking(LIMIT);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> results = new ArrayList<>();
            for (int thread = 1; thread <= 4; thread++) {
                int position = thread;
                results.add(
                        threads.submit(() -> {
                            for (int file = 0; file < FILES; file++) {
                                append(files, file, position);
                            }
                            return null;
                        }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        }
        for (int file = 0; file < FILES; file++) {
            assertEquals("1234", Files.readString(path(file)));
        }
    }

    @Test
    void aFileThatIsThereIsNotMade() throws IOException {
        Files.writeString(path(1), "theirs");
        try (OpenFiles files = OpenFiles.forMaking(LIMIT)) {
            assertThrows(FileAlreadyExistsException.class, () -> append(files, 1, 1));
        }
        assertEquals("theirs", Files.readString(path(1)));
    }

    @Test
    void aFileThatIsNotThereIsNotRead() throws IOException {
        try (OpenFiles files = OpenFiles.forReading(LIMIT)) {
            assertThrows(NoSuchFileException.class, () -> files.use(1, path(1), use -> {}));
        }
    }
}
