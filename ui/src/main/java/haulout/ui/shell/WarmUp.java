// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.ui.screen.Desktop;
import haulout.ui.screen.Look;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens some screens where nobody sees them, beside the FX thread, so that the classes of screens
/// and sheets are loaded and their styles read before somebody opens them: else the first opening
/// of a screen holds the window up for a tenth of a second, and these are opened while work is
/// done.
///
/// It builds a window's content of its own, which no stage ever shows and which asks the node
/// nothing: questions are dropped. The toolkit allows nodes to be made, styled and laid out on any
/// thread until a window shows them. What goes wrong here concerns nobody.
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;

    private final HomeNode node;
    private final Words words;
    private final Desktop desktop;
    private final InstantSource clock;
    private final Locale language;
    private final Look.Role role;
    private final List<String> styles;
    private final AtomicBoolean isEnded = new AtomicBoolean();

    /// @param shown how the window looks; its present state is copied here, on the FX thread
    /// @param styles of the window's scene
    WarmUp(
            HomeNode node,
            Words words,
            Desktop desktop,
            InstantSource clock,
            Look shown,
            List<String> styles) {
        this.node = node;
        this.words = words;
        this.desktop = desktop;
        this.clock = clock;
        this.language = shown.language().get();
        this.role = shown.role().get();
        this.styles = List.copyOf(styles);
    }

    /// Begins.
    ///
    /// @param beside runs it for some seconds; not the FX thread
    void start(Executor beside) {
        beside.execute(this::run);
    }

    /// Ends it after the screen that it is at.
    void end() {
        isEnded.set(true);
    }

    private void run() {
        try {
            if (!isEnded.get()) {
                open();
            }
        } catch (RuntimeException | Error problem) {
            log.info("screens are not opened in advance: {}", problem.toString());
        }
    }

    /// Opens them, on the thread that calls.
    void open() {
        // of its own, or what it follows would keep it
        Look look = new Look(language);
        look.role().set(role);
        look.calm().set(true);
        BackgroundRunner nobody = new BackgroundRunner(_ -> {}, _ -> {});
        Shell shell = new Shell(node, words, nobody, desktop, clock, look);
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        scene.getStylesheets().setAll(styles);
        shell.warm(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return !isEnded.get();
        });
        shell.dispose();
        // the toolkit may know the scene for longer than it is wanted
        scene.getStylesheets().clear();
        scene.setRoot(new Region());
    }
}
