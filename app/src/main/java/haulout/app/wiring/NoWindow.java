// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import java.util.Locale;

/// Why the toolkit cannot open a window here, as a sentence for people.
final class NoWindow {
    private static final String WITHOUT =
            "; `haulout node` and `haulout practice` run without a window";

    private NoWindow() {}

    /// Says it.
    ///
    /// @param cause what the toolkit threw when it was started
    static String sentence(Throwable cause) {
        return "the window cannot be opened, because " + missing(cause) + WITHOUT;
    }

    private static String missing(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("display")) {
            return "no display can be reached (DISPLAY names none that answers)";
        }
        if (message.contains("gtk")) {
            return "GTK 3 is missing or does not fit (package libgtk-3-0)";
        }
        return "this system lacks something that it needs (" + cause.getMessage() + ")";
    }
}
