// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/// Log set-up of a command: warnings and worse, one line each, on standard error, since standard
/// output belongs to the command's result.
///
/// Logback finds this class through the service loader and calls it when the first logger is made,
/// so that a command that logs nothing pays nothing. `-Dhaulout.log=debug` (any Logback level)
/// shows more.
public final class StderrLogging extends ContextAwareBase implements Configurator {
    /// Name of the system property that holds the level.
    public static final String LEVEL_PROPERTY = "haulout.log";

    /// Name of the appender.
    static final String APPENDER = "stderr";

    /// For the service loader.
    public StderrLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern("%level %logger{0}: %msg %kvp%n");
        encoder.start();

        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName(APPENDER);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();

        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL_PROPERTY), Level.WARN));
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
