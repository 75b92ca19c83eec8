// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Text in the sizes of the type scale.
public final class Labels {
    private Labels() {}

    /// The title of a screen.
    public static Label title(String text) {
        return wrapped(text, "t-title");
    }

    /// The heading of a part of a screen.
    public static Label heading(String text) {
        return wrapped(text, "t-heading");
    }

    /// Text to read.
    public static Label body(String text) {
        return wrapped(text, "t-body");
    }

    /// Text to read that matters more than what is around it.
    public static Label strong(String text) {
        return wrapped(text, "t-strong");
    }

    /// Text beside something more important.
    public static Label muted(String text) {
        return wrapped(text, "t-muted");
    }

    /// Small text beside something more important.
    public static Label caption(String text) {
        return wrapped(text, "t-caption");
    }

    /// A figure that is the point of a card.
    public static Label figure(String text) {
        return wrapped(text, "t-figure");
    }

    /// One line that is never cut, because what is around it makes room.
    public static Label line(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label wrapped(String text, String styleClass) {
        return new WrappedLabel(text, styleClass);
    }

    /// Shows a label only while it has something to say.
    public static void showIfFilled(Label label, String text) {
        label.setText(text);
        Nodes.setShown(label, !text.isEmpty());
    }
}
