// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.screen.Place;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The keys that work everywhere in the window, unless something lies over it.
final class Keys {
    private static final List<KeyCode> DIGITS =
            List.of(
                    KeyCode.DIGIT1,
                    KeyCode.DIGIT2,
                    KeyCode.DIGIT3,
                    KeyCode.DIGIT4,
                    KeyCode.DIGIT5,
                    KeyCode.DIGIT6,
                    KeyCode.DIGIT7,
                    KeyCode.DIGIT8);

    private Keys() {}

    static void install(Scene scene, AppWindow window) {
        for (int i = 0; i < DIGITS.size(); i++) {
            int index = i;
            on(
                    scene,
                    window,
                    DIGITS.get(i),
                    () -> window.shell().placeAt(index).ifPresent(window::go),
                    KeyCombination.SHORTCUT_DOWN);
        }
        on(
                scene,
                window,
                KeyCode.COMMA,
                () -> window.go(Place.SETTINGS),
                KeyCombination.SHORTCUT_DOWN);
        on(
                scene,
                window,
                KeyCode.F,
                () -> window.go(Place.ACTIVITY, "search"),
                KeyCombination.SHORTCUT_DOWN);
        on(scene, window, KeyCode.F1, () -> window.go(Place.HELP));
        on(scene, window, KeyCode.F5, window::checkNow);
        on(
                scene,
                window,
                KeyCode.P,
                () -> window.shell().headerModel().togglePause(),
                KeyCombination.SHORTCUT_DOWN,
                KeyCombination.SHIFT_DOWN);
    }

    private static void on(
            Scene scene,
            AppWindow window,
            KeyCode key,
            Runnable action,
            KeyCombination.Modifier... modifiers) {
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(key, modifiers),
                        () -> {
                            // what lies behind a sheet or the first start is not to be changed
                            if (!window.shell().isCovered()) {
                                action.run();
                            }
                        });
    }
}
