// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.Objects;
import javafx.scene.Parent;

/// The looks of the screens about money, rules, history and help: `style/pages.css`, in the colours
/// of the window.
public final class PageStyle {
    private PageStyle() {}

    /// Gives these looks to a page or a sheet.
    public static <T extends Parent> T on(T parent) {
        parent.getStylesheets()
                .add(
                        Objects.requireNonNull(
                                        PageStyle.class.getResource("/haulout/ui/style/pages.css"))
                                .toExternalForm());
        return parent;
    }
}
