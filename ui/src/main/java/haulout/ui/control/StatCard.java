// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One figure with its name and how good it is, as a button to the screen where it is explained.
public final class StatCard extends Button {
    private final Label name;
    private final Label value = Labels.figure("");
    private final Label quality = Labels.caption("");
    private final ProgressBar bar = new ProgressBar(0);

    /// What a card says.
    ///
    /// @param value ready to be shown; a dash if it is not known
    /// @param quality `confirmed`, `estimated`, … or why there is no value
    /// @param part 0 to 1 for a bar, under 0 for none
    public record Reading(String value, String quality, double part) {}

    /// A card without a value.
    public StatCard(Feather icon, String title, Runnable action) {
        getStyleClass().setAll("stat-card");
        name = Labels.muted(title);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        Nodes.setShown(bar, false);
        VBox column =
                Nodes.column(
                        "gap-4",
                        Nodes.row("gap-8", Icons.of(icon, "icon-muted"), Nodes.grow(name)),
                        value,
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
        Labels.showIfFilled(quality, reading.quality());
        Nodes.setShown(bar, reading.part() >= 0);
        bar.setProgress(Math.clamp(reading.part(), 0, 1));
        setAccessibleText(name.getText() + ": " + reading.value() + ", " + reading.quality());
    }
}
