// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The technical log in files of the data directory: `log/haulout.log` and a few older ones, which
/// only their owner can read. Nobody waits for it: a drive that hangs costs lines, which are
/// counted, and nothing else.
///
/// Threads: any; one thread of its own writes.
public final class LogFile implements AutoCloseable {
    /// The newest file.
    public static final String NAME = "haulout.log";

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
        Writer writer = new Writer(home.toAbsolutePath().resolve("log"), maxFileBytes);
        writer.setContext(loggers);
        writer.setName("file");
        writer.start();
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(loggers);
        queue.setName("file queue");
        queue.setQueueSize(QUEUE);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(STOP_MILLIS);
        queue.addAppender(writer);
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

    /// Writes lines and begins a new file when one is full.
    private static final class Writer extends AppenderBase<ILoggingEvent> {
        private final Path folder;
        private final long maxFileBytes;
        private @Nullable OutputStream out;
        private long bytes;

        Writer(Path folder, long maxFileBytes) {
            this.folder = folder;
            this.maxFileBytes = maxFileBytes;
        }

        @Override
        protected void append(ILoggingEvent event) {
            byte[] line = line(event).getBytes(StandardCharsets.UTF_8);
            try {
                OutputStream target = target(line.length);
                target.write(line);
                target.flush();
                bytes += line.length;
            } catch (IOException e) {
                shut();
                addWarn("a line of the log could not be written", e);
            }
        }

        private static String line(ILoggingEvent event) {
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

        private Path file(int age) {
            return folder.resolve(age == 0 ? NAME : "haulout." + age + ".log");
        }

        private OutputStream target(int more) throws IOException {
            OutputStream now = out;
            if (now != null && bytes + more <= maxFileBytes) {
                return now;
            }
            shut();
            prepare();
            Path newest = file(0);
            if (Files.exists(newest) && Files.size(newest) + more > maxFileBytes) {
                for (int age = OLDER_FILES; age > 0; age--) {
                    if (Files.exists(file(age - 1))) {
                        Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            create(newest);
            // the queue ends by an interrupt, which would close a channel in the middle of a line
            OutputStream opened = new FileOutputStream(newest.toFile(), true);
            out = opened;
            bytes = Files.size(newest);
            return opened;
        }

        private void prepare() throws IOException {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(folder, only(folder, "rwx------"));
            }
        }

        private static void create(Path file) throws IOException {
            if (!Files.exists(file)) {
                Files.createFile(file, only(file, "rw-------"));
            }
        }

        private static FileAttribute<?>[] only(Path path, String rights) {
            return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(rights))
                    }
                    : new FileAttribute<?>[0];
        }

        private void shut() {
            OutputStream now = out;
            out = null;
            if (now != null) {
                try {
                    now.close();
                } catch (IOException e) {
                    addWarn("the log could not be closed", e);
                }
            }
        }

        @Override
        public void stop() {
            super.stop();
            shut();
        }
    }
}
