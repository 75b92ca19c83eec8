// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// How much of something is used: its name, a text with value and allowance, and a bar.
public final class GaugeRow extends VBox {
    private final Label name = Labels.strong("");
    private final SteadyText text;
    private final ProgressBar bar = new ProgressBar(0);

    /// What a row says.
    ///
    /// @param text value, allowance or why it rests
    /// @param part 0 to 1, under 0 when it is not known
    public record Reading(String text, double part, boolean rests) {}

    /// A row without a value.
    public GaugeRow(Feather icon, String title) {
        getStyleClass().addAll("gauge-row", "gap-4");
        setMinWidth(0);
        name.setText(title);
        name.setMinWidth(USE_PREF_SIZE);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        Label words = Labels.muted("");
        words.getStyleClass().add("gauge-text");
        text = new SteadyText(words);
        getChildren()
                .addAll(
                        Nodes.row("gap-8", Icons.of(icon, "icon-muted"), name, Nodes.grow(text)),
                        bar);
    }

    /// Shows a value.
    public void show(Reading reading) {
        text.setText(reading.text());
        boolean known = reading.part() >= 0;
        bar.setProgress(known ? Math.min(reading.part(), 1) : 0);
        Tone tone = !known ? Tone.UNKNOWN : reading.rests() ? Tone.REST : Tone.ACCENT;
        tone.apply(bar);
        bar.setAccessibleText(name.getText() + ": " + reading.text());
    }
}
