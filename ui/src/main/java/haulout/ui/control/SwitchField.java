// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import atlantafx.base.controls.ToggleSwitch;
import java.util.function.Consumer;

/// A yes or no that holds at once.
public final class SwitchField extends ToggleSwitch {
    private boolean isShowing;

    /// @param onChange told of a change by the person, not of [#show]
    public SwitchField(String id, Consumer<Boolean> onChange) {
        setId(id);
        setText("");
        getStyleClass().add("switch-field");
        setMinWidth(USE_PREF_SIZE);
        selectedProperty()
                .addListener((_, _, on) -> {
                    if (!isShowing) {
                        onChange.accept(on);
                    }
                });
    }

    /// Shows what holds.
    public void show(boolean on) {
        isShowing = true;
        setSelected(on);
        isShowing = false;
    }
}
