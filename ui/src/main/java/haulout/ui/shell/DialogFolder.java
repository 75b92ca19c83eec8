// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where file dialogs open: where the last one was left, before that at the person's home. Left to
/// itself the toolkit takes the folder that the program was started in.
final class DialogFolder {
    private @Nullable File folder;

    /// @param home where the first one opens
    DialogFolder(Path home) {
        this.folder = home.toFile();
    }

    /// Shows a dialog.
    ///
    /// @param begin tells the dialog where to open; null for wherever it likes
    <T extends @Nullable Object> T show(Consumer<@Nullable File> begin, Supplier<T> dialog) {
        begin.accept(folder);
        try {
            return dialog.get();
        } catch (IllegalArgumentException e) {
            if (folder == null) {
                throw e;
            }
            // this is how the toolkit says that it is no folder any more
            folder = null;
            begin.accept(null);
            return dialog.get();
        }
    }

    /// The person chose a file or a folder.
    void left(Path chosen) {
        Path parent = chosen.getParent();
        if (parent != null) {
            folder = parent.toFile();
        }
    }
}
