// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.ActivityEvent;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Tone;
import haulout.ui.text.Words;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the history: picture, time, what happened; the day above the first of a day.
final class EventCell extends ListCell<Row> {
    private final Words words;
    private final Label day = Labels.strong("");
    private final FontIcon icon = Icons.of(Feather.ACTIVITY);
    private final StackPane dot = new StackPane(icon);
    private final Label time = Labels.line("", "event-time");
    private final Label text = Labels.body("");
    private final VBox all;

    EventCell(Words words) {
        this.words = words;
        dot.getStyleClass().add("event-dot");
        HBox line = Nodes.row("gap-12", dot, time, Nodes.grow(text));
        line.getStyleClass().add("event-item");
        day.getStyleClass().add("event-day");
        all = Nodes.column("gap-0", day, line);
        all.prefWidthProperty().bind(widthProperty().subtract(2));
        setText("");
        // the list is as wide as its cells may be, so that text wraps
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean isEmpty) {
        super.updateItem(row, isEmpty);
        if (isEmpty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        Labels.showIfFilled(day, row.day());
        icon.setIconCode(icon(row.kind()));
        tone(row.kind()).apply(dot);
        time.setText(row.time());
        text.setText(row.text());
        setAccessibleText(
                words.say("activity.kind." + row.kind().name().toLowerCase(Locale.ROOT))
                        + ", "
                        + row.time()
                        + ", "
                        + row.text());
        setGraphic(all);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null ? super.computePrefHeight(width) : all.prefHeight(width - 2);
    }

    static Feather icon(ActivityEvent.Kind kind) {
        return switch (kind) {
            case PIECES -> Feather.DOWNLOAD;
            case CHECKS -> Feather.HEART;
            case REPAIR -> Feather.TOOL;
            case RULES -> Feather.MOON;
            case DRIVES -> Feather.HARD_DRIVE;
            case MONEY -> Feather.TRENDING_UP;
            case FILES -> Feather.FOLDER;
            case NETWORK -> Feather.SHARE_2;
            case PROGRAM -> Feather.BOX;
        };
    }

    private static Tone tone(ActivityEvent.Kind kind) {
        return switch (kind) {
            case REPAIR -> Tone.WARN;
            case RULES -> Tone.REST;
            case PIECES, FILES, MONEY -> Tone.ACCENT;
            case CHECKS, DRIVES, NETWORK, PROGRAM -> Tone.NEUTRAL;
        };
    }
}
