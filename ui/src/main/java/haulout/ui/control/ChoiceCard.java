// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// One of several things to choose: a heading with an explanation beside a radio button. The whole
/// card can be pressed.
public final class ChoiceCard extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final RadioButton radio = new RadioButton();

    /// @param id of the radio button, which is also its user data
    /// @param text what choosing it means; empty for nothing
    public ChoiceCard(ToggleGroup group, String id, String heading, String text) {
        getStyleClass().addAll("choice-card", "gap-12");
        setMinWidth(0);
        radio.setToggleGroup(group);
        radio.setId(id);
        radio.setUserData(id);
        radio.setMinWidth(USE_PREF_SIZE);
        radio.setAccessibleText(heading + ". " + text);
        Label more = Labels.muted(text);
        Nodes.setShown(more, !text.isEmpty());
        getChildren()
                .addAll(radio, Nodes.grow(Nodes.column("gap-4", Labels.strong(heading), more)));
        radio.selectedProperty().addListener((_, _, on) -> pseudoClassStateChanged(CHOSEN, on));
        setOnMouseClicked(
                _ -> {
                    radio.requestFocus();
                    radio.fire();
                });
    }

    /// Chooses it.
    public void choose() {
        radio.setSelected(true);
    }

    /// Whether it is chosen.
    public BooleanProperty chosen() {
        return radio.selectedProperty();
    }

    /// Has something done when it comes to be chosen.
    public void onChosen(Runnable action) {
        radio.selectedProperty()
                .addListener(
                        (_, _, on) -> {
                            if (on) {
                                action.run();
                            }
                        });
    }
}
