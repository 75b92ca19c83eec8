// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The Enter key does what a form is for.
///
/// The toolkit's own default button belongs to the whole window, so that one which lies behind a
/// sheet could be pressed by it; here it belongs to an area.
public final class EnterKey {
    private EnterKey() {}

    /// Has the key press a button, from anywhere within an area but from another button, which it
    /// presses itself. A field that has a use for the key keeps it; what is chosen or ticked has
    /// the space bar for that.
    public static void presses(Node area, Button button) {
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (isChoice(event.getTarget()) && isReady(button)) {
                        take(event, area, button);
                    }
                });
        area.addEventHandler(KeyEvent.KEY_PRESSED, event -> take(event, area, button));
    }

    private static void take(KeyEvent event, Node area, Button button) {
        if (event.getCode() == KeyCode.ENTER) {
            press(event.getTarget() instanceof Node at ? at : area, button);
            event.consume();
        }
    }

    private static void press(Node at, Button button) {
        if (at instanceof ButtonBase own && !isChoice(at)) {
            own.fire();
        } else if (isReady(button)) {
            button.fire();
        }
    }

    private static boolean isReady(Button button) {
        return !button.isDisabled() && button.isVisible();
    }

    /// The toolkit's own would take the key, and choose what is chosen.
    private static boolean isChoice(EventTarget at) {
        return at instanceof ToggleButton || at instanceof CheckBox;
    }
}
