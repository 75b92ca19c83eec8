// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Small things about nodes.
public final class Nodes {
    private Nodes() {}

    /// Shows a node, or hides it and gives its room to others.
    public static void setShown(Node node, boolean shown) {
        if (node.isVisible() != shown) {
            node.setVisible(shown);
        }
        if (node.isManaged() != shown) {
            node.setManaged(shown);
        }
    }

    /// Adds style classes.
    public static <T extends Node> T styled(T node, String... styleClasses) {
        node.getStyleClass().addAll(styleClasses);
        return node;
    }

    /// Gives an id, which tests and screen shots use.
    public static <T extends Node> T named(T node, String id) {
        node.setId(id);
        return node;
    }

    /// A row whose gap comes from a style class such as `gap-8`.
    public static HBox row(String gap, Node... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().addAll("row", gap);
        return row;
    }

    /// A column whose gap comes from a style class such as `gap-8`.
    public static VBox column(String gap, Node... nodes) {
        VBox column = new VBox(nodes);
        column.getStyleClass().addAll("column", gap);
        column.setMinWidth(0);
        return column;
    }

    /// Lets a node have the room that is left in a row.
    public static <T extends Node> T grow(T node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        if (node instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
            region.setMinWidth(0);
        }
        return node;
    }

    /// Room that pushes apart.
    public static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /// Changes a pane's children only if they are others, so that focus stays where it is.
    public static void setChildren(javafx.scene.layout.Pane pane, List<? extends Node> nodes) {
        if (!pane.getChildren().equals(nodes)) {
            pane.getChildren().setAll(nodes);
        }
    }
}
