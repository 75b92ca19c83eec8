// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One figure with its name, its unit and how good it is. It leads nowhere.
public final class FigureCard extends VBox {
    private final Label name;
    private final Label value = Labels.figure("");
    private final Label unit = Labels.line("", "t-muted");
    private final Label quality = Labels.caption("");

    /// What a card says.
    ///
    /// @param value ready to be shown; a dash if it is not known
    /// @param unit empty if there is no value
    /// @param quality how good it is, or why there is no value
    public record Reading(String value, String unit, String quality) {}

    /// A card without a value.
    public FigureCard(Feather icon, String title) {
        getStyleClass().addAll("panel", "figure-card", "gap-4");
        setMinWidth(0);
        name = Labels.muted(title);
        FlowPane figure = new FlowPane(value, unit);
        figure.getStyleClass().add("figure-line");
        getChildren()
                .addAll(
                        Nodes.row("gap-8", Icons.of(icon, "icon-muted"), Nodes.grow(name)),
                        figure,
                        quality);
        setFocusTraversable(false);
    }

    /// Shows a value.
    public void show(Reading reading) {
        value.setText(reading.value());
        Labels.showIfFilled(unit, reading.unit());
        Labels.showIfFilled(quality, reading.quality());
        setAccessibleText(
                name.getText()
                        + ": "
                        + reading.value()
                        + " "
                        + reading.unit()
                        + ", "
                        + reading.quality());
    }
}
