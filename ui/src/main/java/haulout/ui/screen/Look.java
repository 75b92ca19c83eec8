// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// How the owner wants the window to look. For the FX thread; the shell keeps it for good.
public final class Look {
    /// Colours of the window.
    public enum Theme {
        /// As the system has it.
        SYSTEM,
        /// Dark on light.
        LIGHT,
        /// Light on dark.
        DARK,
        /// As the system has it, with the strongest contrast.
        CONTRAST
    }

    /// What the window shows.
    public enum Role {
        /// A node and its owner's money.
        SHARE,
        /// Only stakes.
        FOLLOW
    }

    /// Sizes of text that can be chosen, in percent.
    public static final java.util.List<Integer> TEXT_SIZES =
            java.util.List.of(100, 125, 150, 175, 200);

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);
    private final IntegerProperty textPercent = new SimpleIntegerProperty(100);
    private final BooleanProperty calm = new SimpleBooleanProperty();
    private final BooleanProperty detailed = new SimpleBooleanProperty();
    private final ObjectProperty<Role> role = new SimpleObjectProperty<>(Role.SHARE);
    private final ObjectProperty<Locale> language;

    /// @param language the reader's
    public Look(Locale language) {
        this.language = new SimpleObjectProperty<>(language);
    }

    /// Light, dark or high contrast.
    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// Size of text, one of [#TEXT_SIZES].
    public IntegerProperty textPercent() {
        return textPercent;
    }

    /// Whether nothing should move.
    public BooleanProperty calm() {
        return calm;
    }

    /// Whether more columns and numbers are shown.
    public BooleanProperty detailed() {
        return detailed;
    }

    /// Node or stakes only.
    public ObjectProperty<Role> role() {
        return role;
    }

    /// The language; a new one has the window made anew.
    public ObjectProperty<Locale> language() {
        return language;
    }
}
