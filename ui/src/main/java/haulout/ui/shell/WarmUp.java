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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens some screens where nobody sees them, beside the FX thread, and has them drawn in small
/// pieces, so that the classes of screens and sheets are loaded, their styles read and the code for
/// all that compiled before somebody opens them: else the first opening of a screen holds the
/// window up for a tenth of a second, and these are opened while work is done.
///
/// It builds a window's content of its own, which no stage ever shows and which asks the node
/// nothing: questions are dropped. The toolkit allows nodes to be made, styled and laid out on any
/// thread until a window shows them. What goes wrong here concerns nobody.
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;

    /// As often as it takes until the code that styles and lays out is compiled; the screens
    /// themselves need one.
    private static final int ROUNDS = 3;

    /// Pieces of the width and of the height, so that the FX thread waits for a piece only.
    private static final int PIECES = 5;

    /// Longer than any piece takes; the FX thread may be gone.
    private static final long PATIENCE_SECONDS = 10;

    private final HomeNode node;
    private final Words words;
    private final Desktop desktop;
    private final InstantSource clock;
    private final Executor fx;
    private final Locale language;
    private final Look.Role role;
    private final List<String> styles;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private @Nullable WritableImage picture;

    /// @param shown how the window looks; its present state is copied here, on the FX thread
    /// @param styles of the window's scene
    /// @param fx the FX thread
    WarmUp(
            HomeNode node,
            Words words,
            Desktop desktop,
            InstantSource clock,
            Look shown,
            List<String> styles,
            Executor fx) {
        this.node = node;
        this.words = words;
        this.desktop = desktop;
        this.clock = clock;
        this.language = shown.language().get();
        this.role = shown.role().get();
        this.styles = List.copyOf(styles);
        this.fx = fx;
    }

    /// Begins.
    ///
    /// @param beside runs it for some seconds; not the FX thread
    /// @param then runs on the FX thread when it has come to its end
    void start(Executor beside, Runnable then) {
        beside.execute(() -> {
            run();
            if (!isEnded.get()) {
                fx.execute(then);
            }
        });
    }

    /// Ends it after the screen that it is at.
    void end() {
        isEnded.set(true);
    }

    private void run() {
        try {
            for (int round = 1; round <= ROUNDS && !isEnded.get(); round++) {
                open(round == ROUNDS);
            }
        } catch (RuntimeException | Error problem) {
            log.info("screens are not opened in advance: {}", problem.toString());
        }
    }

    /// Opens them, on the thread that calls.
    ///
    /// @param draws whether to draw them as well; not on the FX thread then
    void open(boolean draws) {
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
            if (draws) {
                withoutEffects(scene.getRoot());
                draw(scene.getRoot());
            }
            return !isEnded.get();
        });
        shell.dispose();
        // the toolkit may know the scene for longer than it is wanted
        scene.getStylesheets().clear();
        scene.setRoot(new Region());
    }

    /// The toolkit keeps what it needs for a shadow, as large as the shadow is, for as long as
    /// shadows are drawn: sixteen megabytes for those of the sheets.
    private static void withoutEffects(Node node) {
        if (node.getEffect() != null) {
            node.setEffect(null);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(WarmUp::withoutEffects);
        }
    }

    /// Has what there is drawn, piece by piece: whatever waits for the FX thread comes in between.
    private void draw(Parent root) {
        double width = WIDTH / PIECES;
        double height = HEIGHT / PIECES;
        for (int piece = 0; piece < PIECES * PIECES && !isEnded.get(); piece++) {
            int row = piece / PIECES;
            int column = piece % PIECES;
            Rectangle2D part = new Rectangle2D(column * width, row * height, width, height);
            CountDownLatch drawn = new CountDownLatch(1);
            fx.execute(() -> {
                try {
                    draw(root, part);
                } catch (RuntimeException | Error problem) {
                    log.info("screens are not drawn in advance: {}", problem.toString());
                    end();
                } finally {
                    drawn.countDown();
                }
            });
            try {
                if (!drawn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    end();
                }
            } catch (InterruptedException stopped) {
                end();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void draw(Parent root, Rectangle2D part) {
        if (!isEnded.get()) {
            SnapshotParameters where = new SnapshotParameters();
            where.setViewport(part);
            picture = root.snapshot(where, picture);
        }
    }
}
