// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StderrLoggingTest {
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private org.slf4j.Logger log() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LoggerContext loggers = new LoggerContext();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        assertEquals(
                ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, new StderrLogging().configure(loggers));
        return loggers.getLogger("haulout.codec.Engines");
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @AfterEach
    void restore() {
        System.setErr(realErr);
        System.clearProperty(StderrLogging.LEVEL_PROPERTY);
    }

    @Test
    void writesWarningsWithTheirValues() {
        log().atWarn().addKeyValue("engine", "scalar").log("no vector support");
        assertEquals("WARN Engines: no vector support engine=\"scalar\"\n", written());
    }

    @Test
    void leavesOutWhatIsNoWarning() {
        log().info("engine chosen");
        assertEquals("", written());
    }

    @Test
    void writesMoreWhenAsked() {
        System.setProperty(StderrLogging.LEVEL_PROPERTY, "info");
        log().info("engine chosen");
        assertEquals("INFO Engines: engine chosen \n", written());
    }
}
