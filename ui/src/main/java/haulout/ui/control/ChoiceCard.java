// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;

/// One of several things to choose: a heading with an explanation, as a radio button.
public final class ChoiceCard extends RadioButton {
    /// @param text what choosing it means; empty for nothing
    public ChoiceCard(ToggleGroup group, String id, String heading, String text) {
        getStyleClass().add("choice-card");
        setToggleGroup(group);
        setId(id);
        setUserData(id);
        Label name = Labels.strong(heading);
        Label more = Labels.muted(text);
        Nodes.setShown(more, !text.isEmpty());
        setGraphic(Nodes.column("gap-4", name, more));
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setMinHeight(Region.USE_PREF_SIZE);
        setAccessibleText(heading + ". " + text);
        name.maxWidthProperty().bind(widthProperty().subtract(64));
        more.maxWidthProperty().bind(widthProperty().subtract(64));
    }
}
