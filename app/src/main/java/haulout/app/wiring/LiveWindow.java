// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.home.HomeNode;
import haulout.ui.screen.Place;
import haulout.ui.shell.AppWindow;
import haulout.ui.shell.ProcessEnd;
import haulout.ui.shell.WindowHost;
import haulout.ui.work.FxThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The toolkit and the window on it. The toolkit starts once and stays, because it cannot be
/// started again.
final class LiveWindow {
    private static final Logger log = LoggerFactory.getLogger(LiveWindow.class);

    private static final String DRAWN_BY = "prism.order";
    private static final String BEAT = "javafx.animation.pulse";

    /// How long the window may take to put itself away.
    private static final long CLOSE_SECONDS = 2;

    /// Until the first screen is drawn, and little enough that nobody has opened a second one.
    private static final long WARM_UP_MILLIS = 1_000;

    private final FxThread fx = new FxThread();
    private final CompletableFuture<AppWindow> window = new CompletableFuture<>();

    LiveWindow(HomeNode node, Executor background, InstantSource clock, WindowHost host) {
        drawInSoftware();
        beatQuietly();
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        Haulout.name(() -> {
            try {
                window.complete(
                        new AppWindow(
                                new Stage(),
                                node,
                                background,
                                clock,
                                ZoneId.systemDefault(),
                                Locale.getDefault(),
                                host,
                                folder -> show(folder, background)));
                CompletableFuture.delayedExecutor(WARM_UP_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(() -> with(live -> live.warmUp(LiveWindow::beside)));
            } catch (RuntimeException | Error bug) {
                if (ProcessEnd.isUnderWay()) {
                    log.debug("the process ends while the window is built", bug);
                } else {
                    log.error("the window could not be built; the node runs on", bug);
                    node.noteFault(UiFaults.WINDOW);
                }
                window.completeExceptionally(bug);
            }
        });
    }

    /// The toolkit prints the beat that it is asked for (`app/window.args`), unless the second of
    /// its two parts is asked by another name. The first one reads it once, here.
    private static void beatQuietly() {
        String beat = System.getProperty(BEAT, "");
        if (beat.isEmpty()) {
            return;
        }
        try {
            Class<?> _ = Class.forName("com.sun.javafx.tk.quantum.QuantumToolkit");
        } catch (ClassNotFoundException | LinkageError other) {
            log.debug("the toolkit is another one", other);
            return;
        }
        System.clearProperty(BEAT);
        System.setProperty("javafx.animation.framerate", beat);
    }

    /// On Linux the window is drawn by the processor: it shows calm pages, of which little changes
    /// at a time, while a driver for the graphics card takes some fifty megabytes more, wakes a
    /// second card of a laptop, and is the part that fails.
    private static void drawInSoftware() {
        if (System.getProperty("os.name", "").startsWith("Linux")
                && System.getProperty(DRAWN_BY) == null) {
            System.setProperty(DRAWN_BY, "sw");
        }
    }

    private static boolean show(Path folder, Executor background) {
        String system = System.getProperty("os.name", "");
        String program =
                system.startsWith("Windows")
                        ? "explorer"
                        : system.startsWith("Mac") ? "open" : "xdg-open";
        background.execute(() -> {
            try {
                new ProcessBuilder(program, folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException missing) {
                log.warn("no program to show folders", missing);
            }
        });
        return true;
    }

    /// Seldom and for long, so on a thread of its own that goes again.
    private static void beside(Runnable work) {
        Thread.ofPlatform().name("window-warm-up").daemon().start(work);
    }

    void raise() {
        with(AppWindow::raise);
    }

    void open(Place place) {
        with(live -> {
            live.raise();
            live.go(place);
        });
    }

    void open(Place place, String subject) {
        with(live -> {
            live.raise();
            live.go(place, subject);
        });
    }

    void compact() {
        with(AppWindow::compact);
    }

    void askToQuit() {
        with(AppWindow::askToQuit);
    }

    private void with(Consumer<AppWindow> action) {
        var _ = window.thenAcceptAsync(action, fx);
    }

    void close() {
        CountDownLatch gone = new CountDownLatch(1);
        with(live -> {
            live.dispose();
            gone.countDown();
        });
        try {
            if (!gone.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.info("the toolkit was gone before the window");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
