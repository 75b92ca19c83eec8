// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Settings below each other, with a line between two.
public final class SettingRows extends VBox {
    /// @param rows at least one
    public SettingRows(List<? extends Node> rows) {
        getStyleClass().add("setting-rows");
        setMinWidth(0);
        getChildren().addAll(rows);
        rows.getFirst().getStyleClass().add("first");
        rows.getLast().getStyleClass().add("last");
    }
}
