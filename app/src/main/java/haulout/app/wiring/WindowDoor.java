// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.home.HomeNode;
import haulout.ui.screen.Place;
import haulout.ui.shell.WindowHost;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens the window when somebody first asks for it, and not before: until then nothing of JavaFX is
/// loaded. Safe for use from any thread; never waits.
final class WindowDoor {
    private final HomeNode node;
    private final Executor background;
    private final InstantSource clock;
    private final WindowHost host;
    private @Nullable LiveWindow window;

    WindowDoor(HomeNode node, Executor background, InstantSource clock, WindowHost host) {
        this.node = node;
        this.background = background;
        this.clock = clock;
        this.host = host;
    }

    /// Shows the window, in front of others.
    void open() {
        with(LiveWindow::raise);
    }

    /// Shows a screen.
    void open(Place place) {
        with(live -> live.open(place));
    }

    /// Asks whether to quit.
    void askToQuit() {
        with(LiveWindow::askToQuit);
    }

    /// Whether there is a window, shown or hidden.
    synchronized boolean wasOpened() {
        return window != null;
    }

    private synchronized void with(Consumer<LiveWindow> action) {
        LiveWindow live = window;
        if (live == null) {
            live = new LiveWindow(node, background, clock, host);
            window = live;
        }
        action.accept(live);
    }

    synchronized void close() {
        if (window != null) {
            window.close();
        }
    }
}
