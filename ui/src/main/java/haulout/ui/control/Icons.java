// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Line icons; size and colour come from style classes.
public final class Icons {
    private Icons() {}

    /// An icon in the size of text.
    public static FontIcon of(Feather feather) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().add("icon");
        return icon;
    }

    /// An icon of a style class, such as `icon-large`.
    public static FontIcon of(Feather feather, String styleClass) {
        FontIcon icon = of(feather);
        icon.getStyleClass().add(styleClass);
        return icon;
    }
}
