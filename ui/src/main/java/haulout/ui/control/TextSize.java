// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;

/// How large text is, for what is laid out by code.
public final class TextSize {
    /// The size at 100 %.
    public static final double USUAL = 14;

    private static final String PREFIX = "text-";

    private TextSize() {}

    /// The size of body text around a node, from the style class `text-N` of the window's root.
    public static double of(Node node) {
        Node at = node;
        while (at != null) {
            for (String style : at.getStyleClass()) {
                if (style.startsWith(PREFIX) && style.length() <= PREFIX.length() + 3) {
                    return USUAL * Integer.parseInt(style.substring(PREFIX.length())) / 100;
                }
            }
            at = at.getParent();
        }
        return node instanceof Labeled label ? label.getFont().getSize() : USUAL;
    }

    /// The style class of a size in percent.
    public static String styleClass(int percent) {
        return PREFIX + percent;
    }

    /// The size that the system uses.
    public static double system() {
        return Font.getDefault().getSize();
    }
}
