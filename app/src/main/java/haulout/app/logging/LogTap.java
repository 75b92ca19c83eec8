// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/// Hands the program's log to a window: usual lines as well, while standard error stays with
/// warnings and worse.
public final class LogTap extends AppenderBase<ILoggingEvent> {
    private static final String OURS = "haulout.";

    private final Sink sink;

    /// Who takes the lines.
    @FunctionalInterface
    public interface Sink {
        /// Takes a line; must not wait, and must not log.
        ///
        /// @param part the logger's name without the base package
        void line(Instant at, org.slf4j.event.Level level, String part, String text);
    }

    private LogTap(Sink sink) {
        this.sink = sink;
    }

    /// Begins to hand lines over, until the process ends.
    public static void open(Sink sink) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers)) {
            return; // another set-up, as in tests: there is nothing to tap
        }
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        widen(loggers, root);
        LogTap tap = new LogTap(sink);
        tap.setContext(loggers);
        tap.setName("window");
        tap.start();
        root.addAppender(tap);
    }

    /// Has the program's usual lines go to whoever takes them, and no more than before to standard
    /// error. Twice is once.
    static void widen(LoggerContext loggers, Logger root) {
        Appender<ILoggingEvent> console = root.getAppender(StderrLogging.APPENDER);
        if (console != null && console.getCopyOfAttachedFiltersList().isEmpty()) {
            ThresholdFilter warnings = new ThresholdFilter();
            warnings.setLevel(root.getLevel().toString());
            warnings.start();
            console.addFilter(warnings);
        }
        // libraries say at this level what nobody asks for
        loggers.getLogger("haulout").setLevel(least(root.getLevel()));
    }

    private static Level least(Level level) {
        return level.isGreaterOrEqual(Level.INFO) ? Level.INFO : level;
    }

    @Override
    protected void append(ILoggingEvent event) {
        sink.line(
                event.getInstant(),
                org.slf4j.event.Level.valueOf(event.getLevel().toString()),
                part(event),
                text(event));
    }

    /// What is said, with its values and the trace of its cause.
    static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            text.append(
                    event.getKeyValuePairs().stream()
                            .map(KeyValuePair::toString)
                            .collect(Collectors.joining(" ", " ", "")));
        }
        if (event.getThrowableProxy() != null) {
            text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return text.toString();
    }

    /// The logger's name without the base package.
    static String part(ILoggingEvent event) {
        String name = event.getLoggerName();
        return name.startsWith(OURS) ? name.substring(OURS.length()) : name;
    }
}
