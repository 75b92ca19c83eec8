// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A week in hours as bars, with the days below; each hour is read by mouse or arrow keys.
public final class HourStrip extends VBox {
    /// An hour.
    ///
    /// @param part 0 to 1
    /// @param text what it is, in words
    public record Hour(double part, String text) {}

    private static final double HEIGHT = 48;
    private static final int HOURS = 24;

    private final Bars bars = new Bars();
    private final Days names;
    private final Label reading = Labels.caption("");
    private final Tooltip tooltip = new Tooltip();
    private final String hint;
    private List<Hour> hours = List.of();
    private int chosen = -1;

    /// An empty strip.
    ///
    /// @param days names of the seven days, Monday first
    /// @param hint what is said while no hour is pointed at
    public HourStrip(List<String> days, String hint) {
        this.hint = hint;
        getStyleClass().addAll("hour-strip", "gap-4");
        setMinWidth(0);
        names = new Days(days);
        bars.setFocusTraversable(true);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        bars.setOnMouseMoved(
                event -> choose((int) (event.getX() / bars.getWidth() * hours.size())));
        bars.setOnMouseExited(_ -> choose(-1));
        Tooltip.install(bars, tooltip);
        getChildren().addAll(bars, names, reading);
        choose(-1);
    }

    /// Shows a week, Monday 0:00 first; empty for none.
    public void show(List<Hour> week) {
        if (week.equals(hours)) {
            return;
        }
        hours = List.copyOf(week);
        List<Node> parts = new ArrayList<>();
        for (Hour _ : hours) {
            parts.add(Nodes.styled(new Region(), "strip-hour"));
        }
        bars.getChildren().setAll(parts);
        bars.requestLayout();
        choose(-1);
    }

    private void onKey(KeyEvent event) {
        int step =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    case UP -> -HOURS;
                    case DOWN -> HOURS;
                    default -> 0;
                };
        if (step != 0 && !hours.isEmpty()) {
            choose(Math.clamp(chosen < 0 ? 0 : chosen + step, 0, hours.size() - 1));
            event.consume();
        }
    }

    private void choose(int index) {
        chosen = index >= 0 && index < hours.size() ? index : -1;
        String text = chosen < 0 ? hint : hours.get(chosen).text();
        reading.setText(text);
        tooltip.setText(text);
        bars.setAccessibleText(text);
    }

    /// Lays out the bars.
    private final class Bars extends Pane {
        Bars() {
            getStyleClass().add("plot");
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth() / Math.max(1, hours.size());
            for (int i = 0; i < hours.size(); i++) {
                double part = Math.clamp(hours.get(i).part(), 0, 1);
                double height = part <= 0 ? 0 : Math.max(2, Math.rint(part * (getHeight() - 4)));
                double x = Math.rint(i * width);
                double right = Math.rint((i + 1) * width) - (i % HOURS == HOURS - 1 ? 2 : 0);
                getChildren().get(i).resizeRelocate(x, getHeight() - 1 - height, right - x, height);
            }
        }
    }

    /// Lays out the names of the days.
    private static final class Days extends Pane {
        Days(List<String> days) {
            days.forEach(day -> getChildren().add(Labels.line(day, "t-caption")));
        }

        @Override
        protected double computePrefHeight(double width) {
            return getChildren().stream().mapToDouble(day -> day.prefHeight(-1)).max().orElse(0);
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth() / getChildren().size();
            for (int i = 0; i < getChildren().size(); i++) {
                Node day = getChildren().get(i);
                double own = Math.min(width, day.prefWidth(-1));
                day.resizeRelocate(
                        Math.rint(i * width + (width - own) / 2), 0, own, day.prefHeight(-1));
            }
        }
    }
}
