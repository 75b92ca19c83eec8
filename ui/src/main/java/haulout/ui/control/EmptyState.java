// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is shown where there is nothing yet: why, and what to do.
public final class EmptyState extends VBox {
    private final Label title = Labels.heading("");
    private final Label text = Labels.muted("");

    /// @param actions what can be done about it
    public EmptyState(Feather icon, String heading, String body, Node... actions) {
        getStyleClass().add("empty-state");
        setMinWidth(0);
        title.setText(heading);
        text.setText(body);
        getChildren().addAll(Icons.of(icon, "icon-huge"), title, text);
        if (actions.length > 0) {
            getChildren().add(Nodes.row("gap-8", actions));
        }
    }

    /// Says something else.
    public void say(String heading, String body) {
        title.setText(heading);
        Labels.showIfFilled(text, body);
    }
}
