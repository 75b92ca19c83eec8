// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import haulout.home.LogPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final long SMALL = 2_000;
    private static final long ONE_LINE = 8_100;

    @TempDir private Path home;

    private final LoggerContext loggers = new LoggerContext();

    @BeforeEach
    void setUp() {
        loggers.setMDCAdapter(new LogbackMDCAdapter()); // as the library does for its own
        loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(home.resolve("log"))) {
            return found.sorted().toList();
        }
    }

    @Test
    void usualLinesAndCausesAreInAFolderThatOnlyItsOwnerReads() throws Exception {
        try (LogFile _ = LogFile.open(home, loggers, 100 * SMALL)) {
            loggers.getLogger("haulout.part.Of")
                    .atInfo()
                    .addKeyValue("drive", "F:")
                    .setCause(new IllegalStateException("cause"))
                    .log("said");
            loggers.getLogger("haulout.part.Of").debug("not asked for");
        }
        loggers.getLogger("haulout.part.Of").warn("after the end");
        Path file = LogPlace.file(LogPlace.folder(home), 0);
        String text = Files.readString(file);
        assertTrue(text.contains(" INFO part.Of said drive=\"F:\""), text);
        assertTrue(text.contains("IllegalStateException: cause"), text);
        assertFalse(text.contains("not asked for") || text.contains("after the end"), text);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
    }

    @Test
    void whateverIsWrittenTheFilesStayBoundedAndTheNewestLineIsThere() throws Exception {
        for (int run = 0; run < 40; run++) {
            try (LogFile _ = LogFile.open(home, loggers, SMALL)) {
                for (int i = 0; i < 20; i++) {
                    loggers.getLogger("haulout.part.Of").warn("line {} of {}", i, run);
                }
                loggers.getLogger("haulout.part.Of").warn("x".repeat(100_000));
            }
        }
        assertEquals(5, files().size(), files().toString());
        for (Path file : files()) {
            assertTrue(Files.size(file) <= SMALL + ONE_LINE, file + " has " + Files.size(file));
        }
        assertTrue(Files.readString(home.resolve("log/haulout.log")).endsWith("…\n"));
    }

    @Test
    void aFolderMayHaveANameThatMeansSomethingElseToALibrary() throws Exception {
        home = home.resolve("50 %i %d(x)");
        for (int run = 0; run < 3; run++) {
            try (LogFile _ = LogFile.open(home, loggers, 10)) {
                loggers.getLogger("haulout.part.Of").warn("line of {}", run);
            }
        }
        assertEquals(3, files().size(), files().toString());
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
        }
    }

    @Test
    void whereNoFolderCanBeMadeTheProgramGoesOn() throws Exception {
        Path file = Files.writeString(home.resolve("taken"), "");
        try (LogFile _ = LogFile.open(file, loggers, SMALL)) {
            loggers.getLogger("haulout.part.Of").warn("said in vain");
        }
        assertEquals("", Files.readString(file));
    }
}
