// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.Console;

/// Whether a person watches standard error.
final class Terminal {
    /// Set by the launcher to `true` or `false`: a shell can ask about standard error alone, Java
    /// cannot.
    static final String PROPERTY = "haulout.terminal";

    private Terminal() {}

    /// What the launcher said; without a launcher, whether the whole process is interactive.
    @SuppressWarnings(
            "SystemConsoleNull") // because from JDK 25 on it is null again when nobody is there
    static boolean isWatched() {
        String told = System.getProperty(PROPERTY);
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
