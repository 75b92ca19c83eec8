// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.home.HomeNode;
import haulout.ui.screen.Place;
import haulout.ui.shell.ProcessEnd;
import haulout.ui.shell.WindowHost;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the window when somebody first asks for it, and not before: until then nothing of JavaFX
/// is loaded. Safe for use from any thread; never waits.
///
/// Where the toolkit cannot start, that is logged and nothing opens: the core goes on. It cannot
/// start either in a process that the system has just stopped.
final class WindowDoor {
    private static final Logger log = LoggerFactory.getLogger(WindowDoor.class);

    /// Makes the window.
    @FunctionalInterface
    interface Maker {
        /// Makes it, and starts the toolkit.
        ///
        /// @throws UnsupportedOperationException if the desktop lacks what a window needs
        LiveWindow make();
    }

    private final Maker maker;
    private final BooleanSupplier isEnding;
    private @Nullable LiveWindow window;
    private Optional<String> trouble = Optional.empty();

    WindowDoor(HomeNode node, Executor background, InstantSource clock, WindowHost host) {
        this(() -> new LiveWindow(node, background, clock, host));
    }

    WindowDoor(Maker maker) {
        this(maker, ProcessEnd::isUnderWay);
    }

    /// @param isEnding whether the process ends
    WindowDoor(Maker maker, BooleanSupplier isEnding) {
        this.maker = maker;
        this.isEnding = isEnding;
    }

    /// Shows the window, in front of others.
    void open() {
        with(LiveWindow::raise);
    }

    /// Shows a screen.
    void open(Place place) {
        with(live -> live.open(place));
    }

    /// Shows a part of a screen.
    void open(Place place, String subject) {
        with(live -> live.open(place, subject));
    }

    /// Puts a small window in place of the large one.
    void compact() {
        with(LiveWindow::compact);
    }

    /// Asks whether to quit.
    void askToQuit() {
        with(LiveWindow::askToQuit);
    }

    /// Whether there is a window, shown or hidden.
    synchronized boolean wasOpened() {
        return window != null;
    }

    /// Shows the window, in front of others.
    ///
    /// @return why no window can be opened here; empty if it can
    synchronized Optional<String> tryOpen() {
        if (window == null && trouble.isEmpty()) {
            make();
        }
        if (window != null) {
            window.raise();
        }
        return trouble;
    }

    private synchronized void with(Consumer<LiveWindow> action) {
        if (window == null && trouble.isEmpty()) {
            make();
        }
        if (window != null) {
            action.accept(window);
        } else {
            log.warn("{}", trouble.orElse(""));
        }
    }

    // the toolkit starts once in a process, so it is not tried again
    private synchronized void make() {
        try {
            window = maker.make();
        } catch (UnsupportedOperationException | LinkageError missing) {
            log.info("no window can be opened here", missing);
            trouble = Optional.of(NoWindow.sentence(missing));
        } catch (RuntimeException failure) {
            if (!isEnding.getAsBoolean()) {
                throw failure;
            }
            log.debug("the process ends while the toolkit starts", failure);
            trouble = Optional.of("stopped before it was done");
        }
    }

    synchronized void close() {
        if (window != null) {
            window.close();
        }
    }
}
