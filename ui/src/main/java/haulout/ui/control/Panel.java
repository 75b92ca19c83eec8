// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A surface with a heading that holds things that belong together.
public final class Panel extends VBox {
    private final Label heading = Labels.heading("");
    private final HBox head = Nodes.row("gap-12", Nodes.grow(heading));

    /// @param title empty for a panel without a heading
    public Panel(String title, Node... content) {
        getStyleClass().add("panel");
        setMinWidth(0);
        heading.setText(title);
        if (!title.isEmpty()) {
            getChildren().add(head);
        }
        getChildren().addAll(content);
    }

    /// Puts something at the end of the heading.
    public Panel withAction(Node action) {
        head.getChildren().add(action);
        if (!getChildren().contains(head)) {
            getChildren().addFirst(head);
        }
        return this;
    }

    /// Changes the heading.
    public void setTitle(String title) {
        heading.setText(title);
        if (!title.isEmpty() && !getChildren().contains(head)) {
            getChildren().addFirst(head);
        }
    }
}
