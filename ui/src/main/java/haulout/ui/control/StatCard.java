// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One figure with its name and how good it is, as a button to the screen where it is explained.
public final class StatCard extends Button {
    /// Between a number and its unit.
    private static final char GAP = '\u00a0';

    private final Label name;
    private final Label value = Labels.figure("");
    private final Label unit = Labels.line("", "t-muted");
    private final Label quality = Labels.caption("");
    private final ProgressBar bar = new ProgressBar(0);

    /// What a card says.
    ///
    /// @param value ready to be shown; a dash if it is not known
    /// @param unit smaller, beside the value; empty for none
    /// @param quality `confirmed`, `estimated`, … or why there is no value
    /// @param part 0 to 1 for a bar, under 0 for none
    public record Reading(String value, String unit, String quality, double part) {
        /// A value whose unit, if it has one, is part of its text.
        public Reading(String value, String quality, double part) {
            this(value, "", quality, part);
        }

        /// A size or a share, whose unit is behind the last space of its text.
        public static Reading measured(String text, String quality, double part) {
            int gap = text.lastIndexOf(GAP);
            return gap < 0
                    ? new Reading(text, quality, part)
                    : new Reading(text.substring(0, gap), text.substring(gap + 1), quality, part);
        }
    }

    /// A card without a value.
    public StatCard(Feather icon, String title, Runnable action) {
        getStyleClass().setAll("stat-card");
        name = Labels.muted(title);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        Nodes.setShown(bar, false);
        FlowPane figure = Nodes.styled(new FlowPane(value, unit), "figure-line");
        VBox column =
                Nodes.column(
                        "gap-4",
                        Nodes.row("gap-8", Icons.of(icon, "icon-muted"), Nodes.grow(name)),
                        figure,
                        bar,
                        quality);
        setGraphic(column);
        setMaxWidth(Double.MAX_VALUE);
        setMaxHeight(Double.MAX_VALUE);
        setMinHeight(Region.USE_PREF_SIZE);
        setOnAction(_ -> action.run());
        column.prefWidthProperty().bind(widthProperty().subtract(34));
    }

    /// Shows a value.
    public void show(Reading reading) {
        value.setText(reading.value());
        Labels.showIfFilled(unit, reading.unit());
        Labels.showIfFilled(quality, reading.quality());
        Nodes.setShown(bar, reading.part() >= 0);
        bar.setProgress(Math.clamp(reading.part(), 0, 1));
        String figure = (reading.value() + " " + reading.unit()).strip();
        setAccessibleText(name.getText() + ": " + figure + ", " + reading.quality());
    }
}
