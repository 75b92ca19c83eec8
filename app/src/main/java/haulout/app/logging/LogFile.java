// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import haulout.home.LogPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.LoggerFactory;

/// The technical log in files of the data directory: `log/haulout.log` and a few older ones, in a
/// folder that only its owner can look into. Nobody waits for it: a drive that hangs costs lines,
/// which are counted, and nothing else.
///
/// Threads: any; one thread of its own writes.
public final class LogFile implements AutoCloseable {
    // ten megabytes at most: a week or two of usual lines
    private static final long MAX_FILE_BYTES = 2L << 20;
    private static final int OLDER_FILES = 4;
    private static final int MAX_LINE_CHARS = 8_000;

    // lines that wait for a slow drive; of a fifth of it only warnings and worse are taken in
    private static final int QUEUE = 1024;
    private static final int STOP_MILLIS = 500;

    private final LoggerContext loggers;
    private final AsyncAppender queue;

    private LogFile(LoggerContext loggers, AsyncAppender queue) {
        this.loggers = loggers;
        this.queue = queue;
    }

    /// Begins to write, until it is closed. Where the folder cannot be made, or the log has another
    /// set-up, as in tests, nothing is written.
    ///
    /// @param home data directory, which is there
    public static LogFile open(Path home) {
        LoggerContext loggers =
                LoggerFactory.getILoggerFactory() instanceof LoggerContext its
                        ? its
                        : new LoggerContext();
        return open(home, loggers, MAX_FILE_BYTES);
    }

    static LogFile open(Path home, LoggerContext loggers, long maxFileBytes) {
        Path folder = LogPlace.folder(home.toAbsolutePath());
        try {
            create(folder);
        } catch (IOException e) {
            loggers.getLogger(LogFile.class)
                    .warn("no log can be written in {}: {}", folder, e.toString());
            return new LogFile(loggers, new AsyncAppender());
        }
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(loggers);
        queue.setName("file queue");
        queue.setQueueSize(QUEUE);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(STOP_MILLIS);
        queue.addAppender(file(folder, loggers, maxFileBytes));
        queue.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        LogTap.widen(loggers, root);
        root.addAppender(queue);
        return new LogFile(loggers, queue);
    }

    /// Writes what waits, at most for half a second, and ends.
    @Override
    public void close() {
        loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(queue);
        queue.stop();
    }

    // the data directory as well, where this is the first to write into it
    private static void create(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(
            Path folder, LoggerContext loggers, long maxFileBytes) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(loggers);
        file.setName("file");
        file.setFile(LogPlace.file(folder, 0).toString());
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(loggers);
        full.setMaxFileSize(new FileSize(maxFileBytes));
        full.setCheckIncrement(Duration.buildByMilliseconds(0)); // or it looks once a minute
        full.start();
        file.setTriggeringPolicy(full);
        OlderFiles older = new OlderFiles(folder);
        older.setContext(loggers);
        older.setParent(file);
        older.start();
        file.setRollingPolicy(older);
        LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
        lines.setContext(loggers);
        lines.setCharset(StandardCharsets.UTF_8);
        lines.setLayout(new Lines());
        lines.start();
        file.setEncoder(lines);
        file.start();
        return file;
    }

    /// Numbers the older files. The library's own policy takes them from a pattern, in which a
    /// folder cannot have every name that it may have.
    private static final class OlderFiles extends RollingPolicyBase {
        private final Path folder;

        OlderFiles(Path folder) {
            this.folder = folder;
        }

        private Path file(int age) {
            return LogPlace.file(folder, age);
        }

        @Override
        public void rollover() {
            try {
                for (int age = OLDER_FILES; age > 0; age--) {
                    if (Files.exists(file(age - 1))) {
                        Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (IOException e) {
                throw new RolloverFailure("the full log could not be put aside", e);
            }
        }

        @Override
        public String getActiveFileName() {
            return getParentsRawFileProperty();
        }
    }

    /// When, how bad, where, what.
    private static final class Lines extends LayoutBase<ILoggingEvent> {
        Lines() {
            start();
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String text =
                    event.getInstant()
                            + " "
                            + event.getLevel()
                            + " "
                            + LogTap.part(event)
                            + " "
                            + LogTap.text(event);
            return (text.length() > MAX_LINE_CHARS ? text.substring(0, MAX_LINE_CHARS) + "…" : text)
                            .stripTrailing()
                    + "\n";
        }
    }
}
