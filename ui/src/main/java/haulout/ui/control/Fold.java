// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A heading that opens what is below it.
public final class Fold extends VBox {
    private final VBox body = Nodes.column("gap-12");
    private final FontIcon arrow = Icons.of(Feather.CHEVRON_RIGHT, "icon-muted");

    /// A closed one.
    public Fold(String id, String title, Node... content) {
        getStyleClass().addAll("fold", "gap-8");
        setMinWidth(0);
        Hyperlink head = Buttons.link(title, this::turn);
        head.setId(id);
        head.getStyleClass().add("fold-head");
        head.setGraphic(arrow);
        head.setWrapText(true);
        head.setMinWidth(0);
        head.setMinHeight(USE_PREF_SIZE);
        body.getStyleClass().add("fold-body");
        body.getChildren().addAll(content);
        Nodes.setShown(body, false);
        getChildren().addAll(head, body);
    }

    private void turn() {
        setOpen(!body.isVisible());
    }

    /// Opens or closes it.
    public void setOpen(boolean open) {
        Nodes.setShown(body, open);
        arrow.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
    }
}
