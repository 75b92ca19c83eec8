// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

/// What the program around the window does for it. Never waits.
public interface WindowHost {
    /// Whether the program can be reached while the window is hidden.
    boolean hasTray();

    /// Ends the program; the window has asked already.
    void quit();

    /// The window is hidden now, so memory can be given back.
    void hidden();
}
