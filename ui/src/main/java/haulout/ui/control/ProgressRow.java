// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// How far something is that takes long: what it is, a bar, and what is left.
public final class ProgressRow extends VBox {
    private final Label what = Labels.body("");
    private final Label left = Labels.caption("");
    private final Label waiting = Labels.caption("");
    private final ProgressBar bar = new ProgressBar(0);

    /// What a row says.
    ///
    /// @param part 0 to 1, under 0 when it is not known
    /// @param left what is left, or empty
    /// @param waiting why it does not go on, or empty
    public record Reading(String what, double part, String left, String waiting) {}

    /// A row without a value.
    public ProgressRow() {
        getStyleClass().addAll("progress-row", "gap-4");
        setMinWidth(0);
        bar.getStyleClass().addAll("thin-bar", "tone-accent");
        bar.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(Nodes.row("gap-12", Nodes.grow(what), left), bar, waiting);
        left.setMinWidth(USE_PREF_SIZE);
    }

    /// Shows a value.
    public void show(Reading reading) {
        what.setText(reading.what());
        left.setText(reading.left());
        Labels.showIfFilled(waiting, reading.waiting());
        bar.setProgress(Math.clamp(reading.part(), 0, 1));
        (reading.part() < 0 ? Tone.UNKNOWN : reading.waiting().isEmpty() ? Tone.ACCENT : Tone.REST)
                .apply(bar);
        bar.setAccessibleText(reading.what() + ", " + reading.left());
    }
}
