// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One to three stars; the word beside them says the same.
public final class Stars extends HBox {
    private static final int MOST = 3;

    /// No stars yet.
    public Stars() {
        getStyleClass().addAll("row", "gap-4", "stars");
        for (int i = 0; i < MOST; i++) {
            getChildren().add(Nodes.styled(new Region(), "star"));
        }
    }

    /// Shows so many; under 0 for not known.
    public void show(int count) {
        for (int i = 0; i < MOST; i++) {
            getChildren().get(i).getStyleClass().removeAll("star-on", "star-off");
            getChildren().get(i).getStyleClass().add(i < count ? "star-on" : "star-off");
        }
    }
}
