// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.LogLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Tone;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A line of the technical log.
final class LogCell extends ListCell<LogLine> {
    private final LogViewModel model;
    private final Label time = Labels.line("", "log-time");
    private final Label level = Labels.line("", "log-level");
    private final Label part = Labels.line("", "log-part");
    private final Label text = new Label();
    private final HBox line;

    /// @param wrap whether long lines go on below, or to the right
    LogCell(LogViewModel model, ObservableValue<Boolean> wrap) {
        this.model = model;
        text.wrapTextProperty().bind(wrap);
        text.setMinHeight(USE_PREF_SIZE);
        line = Nodes.row("gap-12", time, level, part, Nodes.grow(text));
        line.getStyleClass().add("log-item");
        wrap.addListener((_, _, now) -> widen(now));
        widen(wrap.getValue());
        setText("");
    }

    private void widen(boolean wraps) {
        setPrefWidth(wraps ? 0 : USE_COMPUTED_SIZE);
        line.prefWidthProperty().unbind();
        if (wraps) {
            line.prefWidthProperty().bind(widthProperty().subtract(2));
        } else {
            line.setPrefWidth(USE_COMPUTED_SIZE);
        }
        text.setMinWidth(wraps ? 0 : USE_PREF_SIZE);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null ? super.computePrefHeight(width) : line.prefHeight(width - 2);
    }

    @Override
    protected void updateItem(@Nullable LogLine now, boolean isEmpty) {
        super.updateItem(now, isEmpty);
        if (isEmpty || now == null) {
            setGraphic(null);
            return;
        }
        time.setText(model.time(now));
        level.setText(now.level().name());
        switch (now.level()) {
            case ERROR -> Tone.BAD.apply(level);
            case WARNING -> Tone.WARN.apply(level);
            case INFO, DEBUG -> Tone.NEUTRAL.apply(level);
        }
        part.setText(now.part());
        text.setText(now.text());
        setGraphic(line);
    }
}
