// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.screen.Desktop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The desktop that the window stands on.
public final class SystemDesktop implements Desktop {
    private final Window window;
    private final Predicate<Path> opener;
    private final WindowHost host;
    private final DialogFolder dialogs = new DialogFolder(Path.of(System.getProperty("user.home")));

    /// @param opener shows a folder in the file browser without waiting; says whether it could
    /// @param host starts the program at log-in
    public SystemDesktop(Window window, Predicate<Path> opener, WindowHost host) {
        this.window = window;
        this.opener = opener;
        this.host = host;
    }

    @Override
    public List<Path> chooseFiles(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        List<File> files =
                dialogs.show(
                        chooser::setInitialDirectory, () -> chooser.showOpenMultipleDialog(window));
        if (files == null) {
            return List.of();
        }
        files.stream().findFirst().map(File::toPath).ifPresent(dialogs::left);
        return files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return left(dialogs.show(chooser::setInitialDirectory, () -> chooser.showDialog(window)));
    }

    @Override
    public Optional<Path> chooseTarget(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        return left(
                dialogs.show(chooser::setInitialDirectory, () -> chooser.showSaveDialog(window)));
    }

    private Optional<Path> left(@Nullable File chosen) {
        Optional<Path> path = Optional.ofNullable(chosen).map(File::toPath);
        path.ifPresent(dialogs::left);
        return path;
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public Optional<String> paste() {
        return Optional.ofNullable(Clipboard.getSystemClipboard().getString());
    }

    @Override
    public boolean openFolder(Path folder) {
        return opener.test(folder);
    }

    @Override
    public boolean hasPrinter() {
        return !Printer.getAllPrinters().isEmpty();
    }

    @Override
    public boolean print(String title, Node page) {
        PrinterJob job = PrinterJob.createPrinterJob();
        if (job == null) {
            return false;
        }
        job.getJobSettings().setJobName(title);
        boolean printed = job.showPrintDialog(window) && job.printPage(page) && job.endJob();
        if (!printed) {
            job.cancelJob();
        }
        return printed;
    }

    @Override
    public boolean canStartAtLogin() {
        return host.canStartAtLogin();
    }

    @Override
    public void startAtLogin(boolean on, boolean hidden) throws IOException {
        host.startAtLogin(on, hidden);
    }
}
