// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.control.Nodes;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

/// A screen that is styled and laid out in the window before somebody opens it: for some beats it
/// is there, far outside of what can be seen, then it is put away until it is opened. The toolkit
/// looks styles up for each window anew, so nothing that is done elsewhere spares this.
///
/// For the FX thread.
final class ScreenAhead {
    /// As many as a screen takes that comes in parts.
    private static final int BEATS = 4;

    /// Wider than any screen.
    static final double AWAY = 100_000;

    private final Scene scene;
    private final Node content;
    private final BooleanSupplier isOpen;
    private final Runnable then;
    private final Runnable beat = this::beat;
    private int left = BEATS;

    /// @param content lies in the scene already
    /// @param isOpen whether somebody has opened it meanwhile
    /// @param then runs when it is put away, or open
    ScreenAhead(Scene scene, Node content, BooleanSupplier isOpen, Runnable then) {
        this.scene = scene;
        this.content = content;
        this.isOpen = isOpen;
        this.then = then;
    }

    /// Begins.
    void start() {
        // What is invisible is not styled; what is transparent is drawn, into a picture of its own
        // that the toolkit keeps.
        content.setTranslateX(AWAY);
        scene.addPostLayoutPulseListener(beat);
        Platform.requestNextPulse();
    }

    private void beat() {
        left--;
        if (left > 0 && !isOpen.getAsBoolean()) {
            Platform.requestNextPulse();
            return;
        }
        scene.removePostLayoutPulseListener(beat);
        content.setTranslateX(0);
        if (!isOpen.getAsBoolean()) {
            Nodes.setShown(content, false);
        }
        then.run();
    }
}
