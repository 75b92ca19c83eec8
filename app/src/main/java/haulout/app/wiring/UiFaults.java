// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the process alive when a thread of the window or the tray fails: those hold nothing of the
/// node's. Every other thread is handed to the handler before.
final class UiFaults implements Thread.UncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(UiFaults.class);
    private static final List<String> THREADS =
            List.of(
                    "JavaFX",
                    "QuantumRenderer",
                    "Prism",
                    "InvokeLaterDispatcher",
                    "AWT-",
                    "Java2D",
                    "DBus",
                    "tray",
                    "window-work",
                    "second-starts");

    private final Thread.@Nullable UncaughtExceptionHandler others;

    UiFaults(Thread.@Nullable UncaughtExceptionHandler others) {
        this.others = others;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        if (isOfUi(thread.getName()) || others == null) {
            log.error("fault in thread {}; the node runs on", thread.getName(), bug);
        } else {
            others.uncaughtException(thread, bug);
        }
    }

    static boolean isOfUi(String name) {
        return THREADS.stream().anyMatch(name::startsWith);
    }
}
