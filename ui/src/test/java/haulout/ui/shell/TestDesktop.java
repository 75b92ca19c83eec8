// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.screen.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// A desktop whose choosers answer what a test says.
public final class TestDesktop implements Desktop {
    /// Files that are chosen next.
    public final List<Path> files = new ArrayList<>();

    /// What was put on the clipboard.
    public final List<String> copied = new ArrayList<>();

    /// Where the next file is saved.
    public Optional<Path> target = Optional.empty();

    /// Folders that were shown, the newest last.
    public final List<Path> folders = new ArrayList<>();

    /// Whether it can show folders.
    public volatile boolean opensFolders = true;

    /// What was printed.
    public final List<Node> printed = new ArrayList<>();

    /// Whether it has a printer.
    public volatile boolean hasPrinter;

    /// Whether it starts programs at log-in.
    public volatile boolean canStartAtLogin = true;

    /// Whether what is set for log-in cannot be written.
    public volatile boolean isFull;

    /// What was set for log-in, the newest last.
    public final List<String> logins = new ArrayList<>();

    @Override
    public List<Path> chooseFiles(String title) {
        return List.copyOf(files);
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return target;
    }

    @Override
    public Optional<Path> chooseTarget(String title, String name) {
        return target;
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    @Override
    public Optional<String> paste() {
        return copied.isEmpty() ? Optional.empty() : Optional.of(copied.getLast());
    }

    @Override
    public boolean openFolder(Path folder) {
        folders.add(folder);
        return opensFolders;
    }

    @Override
    public boolean hasPrinter() {
        return hasPrinter;
    }

    @Override
    public boolean print(String title, Node page) {
        printed.add(page);
        return true;
    }

    @Override
    public boolean canStartAtLogin() {
        return canStartAtLogin;
    }

    @Override
    public void startAtLogin(boolean on, boolean hidden) throws IOException {
        if (isFull) {
            throw new IOException("no space left");
        }
        logins.add((on ? "on" : "off") + (hidden ? " hidden" : ""));
    }
}
