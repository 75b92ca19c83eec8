// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// One of the five steps: a heading, a sentence, and what can be chosen.
final class Step {
    private final VBox box;

    Step(String id, String title, String text, Node... content) {
        box =
                Nodes.column(
                        "gap-16", Nodes.column("gap-4", Labels.title(title), Labels.muted(text)));
        box.setId(id);
        box.getChildren().addAll(content);
    }

    Node content() {
        return box;
    }
}
