// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.status.NodeStanding;
import javafx.scene.control.Button;

/// The state of the node: its shape and its word, as a button that leads to the checks.
public final class StatusPill extends Button {
    private final StatusShape shape = new StatusShape(18);

    /// A pill that shows nothing yet.
    public StatusPill() {
        getStyleClass().setAll("status-pill");
        setGraphic(shape);
        setMinWidth(USE_PREF_SIZE);
    }

    /// Shows a state.
    ///
    /// @param word the state in one or two words
    /// @param spoken what a screen reader says
    public void show(NodeStanding standing, String word, String spoken) {
        Tone.of(standing).apply(this);
        shape.show(standing);
        setText(word);
        setAccessibleText(spoken);
    }
}
