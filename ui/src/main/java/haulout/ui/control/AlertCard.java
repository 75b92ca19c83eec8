// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.status.AlertReport;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// Something to do, with the buttons that do it.
public final class AlertCard extends HBox {
    private final StatusShape shape = new StatusShape(20);
    private final Label text = Labels.body("");
    private final Label note = Labels.caption("");
    private final Label reason = Labels.muted("");
    private final Hyperlink ask = Buttons.link("", this::toggle);
    private final FlowPane actions = new FlowPane();

    /// A card without text.
    public AlertCard() {
        getStyleClass().addAll("alert-card", "gap-12");
        setMinWidth(0);
        actions.getStyleClass().add("card-actions");
        Nodes.setShown(reason, false);
        getChildren().addAll(shape, Nodes.grow(Nodes.column("gap-8", text, note, reason, actions)));
    }

    /// Shows an alert.
    ///
    /// @param noteText deadline and the like; empty for none
    public void show(
            AlertReport.Level level,
            String sentence,
            String noteText,
            List<? extends Node> buttons) {
        Tone.of(level).apply(this);
        shape.show(level);
        text.setText(sentence);
        Labels.showIfFilled(note, noteText);
        actions.getChildren().setAll(buttons);
        Nodes.setShown(actions, !buttons.isEmpty());
        setAccessibleText(sentence);
    }

    /// Offers to say why it matters.
    ///
    /// @param question the words to press
    /// @param answer what is said then; empty if nobody knows
    public void explain(String question, String answer) {
        ask.setText(question);
        reason.setText(answer);
        if (answer.isEmpty()) {
            Nodes.setShown(reason, false);
        } else {
            actions.getChildren().add(ask);
            Nodes.setShown(actions, true);
        }
    }

    private void toggle() {
        Nodes.setShown(reason, !reason.isVisible());
    }
}
