// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// What the desktop around the window can do. For the FX thread; a chooser waits for the person.
public interface Desktop {
    /// Lets the person choose files.
    List<Path> chooseFiles(String title);

    /// Lets the person choose a folder.
    Optional<Path> chooseFolder(String title);

    /// Lets the person choose where to save.
    Optional<Path> chooseTarget(String title, String name);

    /// Puts text on the clipboard.
    void copy(String text);

    /// What text is on the clipboard.
    Optional<String> paste();

    /// Shows a folder in the file browser; says whether it could.
    boolean openFolder(Path folder);

    /// Whether there is a printer. May take a second, so not for the FX thread.
    boolean hasPrinter();

    /// Lets the person choose a printer, and prints one page; says whether it went to a printer.
    boolean print(String title, Node page);

    /// Whether the program can be started at log-in here.
    boolean canStartAtLogin();

    /// Has the program started at log-in, or not any more. Writes to a drive, so not for the FX
    /// thread.
    ///
    /// @param hidden without its window
    /// @throws IOException if that could not be set, or it is not known how
    void startAtLogin(boolean on, boolean hidden) throws IOException;
}
