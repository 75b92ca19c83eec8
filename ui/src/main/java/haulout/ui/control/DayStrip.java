// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A day in quarters of an hour: how much of each was worked, rested or away. Arrow keys and the
/// mouse read one quarter after the other.
public final class DayStrip extends VBox {
    /// A quarter of an hour.
    ///
    /// @param worked 0 to 1
    /// @param rested 0 to 1
    /// @param away 0 to 1
    /// @param text what it was, in words
    public record Cell(double worked, double rested, double away, String text) {
        private boolean looksLike(Cell other) {
            return Math.abs(worked - other.worked) < UNSEEN
                    && Math.abs(rested - other.rested) < UNSEEN
                    && Math.abs(away - other.away) < UNSEEN;
        }
    }

    /// Less than half a pixel.
    private static final double UNSEEN = 0.01;

    private static final double HEIGHT = 44;
    private static final double MOST = 110;

    private final Bars bars = new Bars();
    private final Label reading = Labels.caption("");
    private final Tooltip tooltip = new Tooltip();
    private List<Cell> cells = List.of();
    private int chosen = -1;

    /// An empty strip.
    ///
    /// @param hint what is said while no quarter is pointed at
    public DayStrip(String hint) {
        getStyleClass().addAll("day-strip", "gap-8");
        setMinWidth(0);
        bars.setFocusTraversable(true);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        bars.setOnMouseMoved(
                event -> choose((int) (event.getX() / bars.getWidth() * cells.size())));
        bars.setOnMouseExited(_ -> choose(-1));
        Tooltip.install(bars, tooltip);
        hint(hint);
        setVgrow(bars, Priority.ALWAYS);
        getChildren().addAll(bars, reading);
    }

    /// What is said while no quarter is pointed at.
    public void hint(String hint) {
        reading.getProperties().put("hint", hint);
        if (chosen < 0) {
            reading.setText(hint);
        }
    }

    /// Shows a day, oldest quarter first.
    public void show(List<Cell> day) {
        if (day.equals(cells)) {
            return;
        }
        boolean isSameShape =
                day.size() == cells.size()
                        && java.util.stream.IntStream.range(0, day.size())
                                .allMatch(i -> day.get(i).looksLike(cells.get(i)));
        boolean isSameLength = day.size() == cells.size();
        cells = List.copyOf(day);
        if (isSameLength) {
            // news come twice a second, and nearly always only words change
            if (!isSameShape) {
                bars.requestLayout();
            }
            return;
        }
        List<Node> parts = new ArrayList<>();
        for (Cell _ : cells) {
            parts.add(Nodes.styled(new Region(), "day-away"));
            parts.add(Nodes.styled(new Region(), "day-rested"));
            parts.add(Nodes.styled(new Region(), "day-worked"));
        }
        bars.getChildren().setAll(parts);
        bars.requestLayout();
    }

    private void onKey(KeyEvent event) {
        int step = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        if (step != 0 && !cells.isEmpty()) {
            choose(Math.clamp(chosen < 0 ? cells.size() - 1 : chosen + step, 0, cells.size() - 1));
            event.consume();
        }
    }

    private void choose(int index) {
        chosen = index >= 0 && index < cells.size() ? index : -1;
        String text =
                chosen < 0
                        ? String.valueOf(reading.getProperties().get("hint"))
                        : cells.get(chosen).text();
        reading.setText(text);
        tooltip.setText(text);
        bars.setAccessibleText(text);
    }

    /// Lays the bars of all quarters out.
    private final class Bars extends Pane {
        Bars() {
            getStyleClass().add("day-bars");
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
            setMaxHeight(MOST);
        }

        @Override
        protected void layoutChildren() {
            if (cells.isEmpty()) {
                return;
            }
            double width = getWidth() / cells.size();
            double gap = width > 4 ? 1 : 0;
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                double bottom = getHeight();
                double x = Math.round(i * width);
                double w = Math.max(1, Math.round((i + 1) * width) - x - gap);
                bottom = stack(3 * i + 2, x, w, bottom, cell.worked());
                bottom = stack(3 * i + 1, x, w, bottom, cell.rested() * REST_HEIGHT);
                stack(3 * i, x, w, bottom, cell.away() * AWAY_HEIGHT);
            }
        }

        private double stack(int child, double x, double w, double bottom, double part) {
            double height = part <= 0 ? 0 : Math.max(2, part * getHeight());
            double top = Math.max(0, bottom - height);
            getChildren().get(child).resizeRelocate(x, top, w, bottom - top);
            return top;
        }
    }

    // so that work stands out: a quarter of rest is a low bar, one away is a line
    private static final double REST_HEIGHT = 0.35;
    private static final double AWAY_HEIGHT = 0.08;
}
