// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test in which the toolkit did not understand a style: a colour that nobody defines, a
/// value of another kind.
public final class NoStyleWarnings implements BeforeEachCallback, AfterEachCallback {
    private static final int SHOWN = 5;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    // kept, or the collector takes the logger and what hangs on it
    private final Logger css = Logger.getLogger("javafx.css");
    private final Handler ear =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                        said.add(record.getMessage());
                    }
                }

                @Override
                public void flush() {
                    // nothing is kept back
                }

                @Override
                public void close() {
                    // nothing to be closed
                }
            };

    @Override
    public void beforeEach(ExtensionContext test) {
        css.addHandler(ear);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        css.removeHandler(ear);
        assertEquals(List.of(), said.stream().distinct().limit(SHOWN).toList());
    }
}
