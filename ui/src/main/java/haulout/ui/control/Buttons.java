// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Buttons of four weights.
public final class Buttons {
    private Buttons() {}

    /// The one thing to do here.
    public static Button primary(String text, Runnable action) {
        return button(text, action, "primary");
    }

    /// Something to do.
    public static Button plain(String text, Runnable action) {
        return button(text, action, "plain");
    }

    /// Something to do that should not be noticed first.
    public static Button quiet(String text, Runnable action) {
        return button(text, action, "quiet");
    }

    /// Something that costs.
    public static Button danger(String text, Runnable action) {
        return button(text, action, "dangerous");
    }

    /// A button with only a picture on it.
    public static Button icon(Feather icon, String name, Runnable action) {
        Button button = new Button();
        button.setGraphic(Icons.of(icon));
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.getStyleClass().addAll("h-button", "icon-only");
        button.setOnAction(_ -> action.run());
        button.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return button;
    }

    /// Text that leads somewhere.
    public static Hyperlink link(String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("h-link");
        link.setAccessibleRole(AccessibleRole.HYPERLINK);
        link.setOnAction(_ -> {
            link.setVisited(false);
            action.run();
        });
        link.setMinWidth(Region.USE_PREF_SIZE);
        return link;
    }

    private static Button button(String text, Runnable action, String weight) {
        Button button = new Button(text);
        button.getStyleClass().addAll("h-button", weight);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
