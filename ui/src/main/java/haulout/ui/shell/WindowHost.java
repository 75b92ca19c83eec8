// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import java.io.IOException;

/// What the program around the window does for it. Never waits, but for a drive where that is said.
public interface WindowHost {
    /// Whether the program can be reached while the window is hidden.
    boolean hasTray();

    /// Ends the program; the window has asked already.
    void quit();

    /// The window is hidden now, so memory can be given back.
    void hidden();

    /// Whether somebody sits before a window, from now on: nothing is to hold it up then that can
    /// wait.
    void attended(boolean now);

    /// Whether the program can be started at log-in here.
    boolean canStartAtLogin();

    /// Has the program started at log-in, or not any more. Writes to a drive.
    ///
    /// @param hidden without its window
    /// @throws IOException if that could not be set, or it is not known how
    void startAtLogin(boolean on, boolean hidden) throws IOException;
}
