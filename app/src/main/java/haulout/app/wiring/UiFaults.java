// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the process alive when a thread of the window or the tray fails: those hold nothing of the
/// node's. Every other thread is handed to the handler before.
final class UiFaults implements Thread.UncaughtExceptionHandler {
    /// The surface that a fault of the window's threads is noted for.
    static final String WINDOW = "window";

    /// The surface of the others.
    static final String TRAY = "tray";

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
    private final Consumer<String> told;

    /// @param others the handler before
    /// @param told hears which surface failed
    UiFaults(Thread.@Nullable UncaughtExceptionHandler others, Consumer<String> told) {
        this.others = others;
        this.told = told;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        if (isOfUi(thread.getName()) || others == null) {
            log.error("fault in thread {}; the node runs on", thread.getName(), bug);
            told.accept(isOfWindow(thread.getName()) ? WINDOW : TRAY);
        } else {
            others.uncaughtException(thread, bug);
        }
    }

    private static boolean isOfWindow(String name) {
        return name.startsWith("JavaFX")
                || name.startsWith("Quantum")
                || name.startsWith("Prism")
                || name.startsWith("InvokeLater")
                || name.startsWith("window");
    }

    static boolean isOfUi(String name) {
        return THREADS.stream().anyMatch(name::startsWith);
    }
}
