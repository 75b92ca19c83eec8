// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A week of 7 × 24 hours that is painted: with the mouse, or by selecting with the arrow keys
/// (with Shift for several) and pressing 1, 2 or 3.
public final class WeekGrid extends Pane {
    private static final int DAYS = 7;
    private static final int HOURS = 24;
    private static final double LEAST_CELL = 20;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final String KINDS = "flo";

    private final List<Label> dayNames = new ArrayList<>();
    private final List<Label> hourNames = new ArrayList<>();
    private final List<Region> cells = new ArrayList<>();
    private final Consumer<String> onPainted;
    private final IntFunction<String> describe;
    private StringBuilder week = new StringBuilder("f".repeat(DAYS * HOURS));
    private String shown = week.toString();
    private char brush = 'o';
    private int cursor;
    private int anchor;
    private boolean isPainting;

    /// @param days names of the days, Monday first
    /// @param hours names of the hours 0, 6, 12 and 18
    /// @param describe what a screen reader says of a cell, without what it allows
    /// @param onPainted gets the 168 letters `f`, `l`, `o` once painting has ended
    public WeekGrid(
            List<String> days,
            List<String> hours,
            IntFunction<String> describe,
            Consumer<String> onPainted) {
        this.onPainted = onPainted;
        this.describe = describe;
        getStyleClass().add("week-grid");
        setFocusTraversable(true);
        setMinWidth(0);
        for (String day : days) {
            dayNames.add(Labels.line(day, "t-caption"));
        }
        for (String hour : hours) {
            hourNames.add(Labels.line(hour, "t-caption"));
        }
        for (int i = 0; i < DAYS * HOURS; i++) {
            Region cell = Nodes.styled(new Region(), "hour-cell", "hour-f");
            cell.setMouseTransparent(true);
            cells.add(cell);
        }
        getChildren().addAll(dayNames);
        getChildren().addAll(hourNames);
        getChildren().addAll(cells);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> paintAt(event, false));
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> finish());
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        focusedProperty().addListener((_, _, _) -> mark());
    }

    /// What the mouse paints: `f`, `l` or `o`.
    public void setBrush(char letter) {
        brush = letter;
    }

    /// Shows a week, 168 letters; not while it is being painted.
    public void show(String letters) {
        if (!isPainting && !letters.equals(week.toString())) {
            week = new StringBuilder(letters);
            shown = letters;
            for (int i = 0; i < cells.size(); i++) {
                style(i);
            }
            mark();
        }
    }

    private void style(int index) {
        cells.get(index).getStyleClass().set(1, "hour-" + week.charAt(index));
    }

    private void press(MouseEvent event) {
        requestFocus();
        isPainting = true;
        paintAt(event, true);
    }

    private void paintAt(MouseEvent event, boolean first) {
        if (!isPainting) {
            return;
        }
        double x = event.getX() - left();
        double y = event.getY() - top();
        if (first && (x < 0 || y < 0)) {
            paintLine(x, y);
            return;
        }
        int hour = (int) Math.clamp(Math.floor(x / cellWidth()), 0, HOURS - 1);
        int day = (int) Math.clamp(Math.floor(y / cellHeight()), 0, DAYS - 1);
        set(day * HOURS + hour, brush);
        cursor = day * HOURS + hour;
        anchor = cursor;
        mark();
    }

    /// A press on the name of a day paints the day, one on an hour's paints the hour of all days.
    private void paintLine(double x, double y) {
        for (int i = 0; i < cells.size(); i++) {
            boolean ofDay = x < 0 && y >= 0 && i / HOURS == (int) (y / cellHeight());
            boolean ofHour = y < 0 && x >= 0 && i % HOURS == (int) (x / cellWidth());
            if (ofDay || ofHour) {
                set(i, brush);
            }
        }
    }

    private void set(int index, char letter) {
        if (week.charAt(index) != letter) {
            week.setCharAt(index, letter);
            style(index);
        }
    }

    private void finish() {
        isPainting = false;
        String now = week.toString();
        if (!now.equals(shown)) {
            shown = now;
            onPainted.accept(now);
        }
    }

    private void onKey(KeyEvent event) {
        int day = cursor / HOURS;
        int hour = cursor % HOURS;
        switch (event.getCode()) {
            case LEFT -> move(day, Math.max(0, hour - 1), event.isShiftDown());
            case RIGHT -> move(day, Math.min(HOURS - 1, hour + 1), event.isShiftDown());
            case UP -> move(Math.max(0, day - 1), hour, event.isShiftDown());
            case DOWN -> move(Math.min(DAYS - 1, day + 1), hour, event.isShiftDown());
            case HOME -> move(day, 0, event.isShiftDown());
            case END -> move(day, HOURS - 1, event.isShiftDown());
            case DIGIT1, NUMPAD1 -> fill(KINDS.charAt(0));
            case DIGIT2, NUMPAD2 -> fill(KINDS.charAt(1));
            case DIGIT3, NUMPAD3 -> fill(KINDS.charAt(2));
            case SPACE -> fill(brush);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int day, int hour, boolean extend) {
        cursor = day * HOURS + hour;
        if (!extend) {
            anchor = cursor;
        }
        mark();
    }

    private boolean isSelected(int index) {
        int day = index / HOURS;
        int hour = index % HOURS;
        return between(day, cursor / HOURS, anchor / HOURS)
                && between(hour, cursor % HOURS, anchor % HOURS);
    }

    private static boolean between(int value, int one, int other) {
        return value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    private void fill(char letter) {
        for (int i = 0; i < cells.size(); i++) {
            if (isSelected(i)) {
                set(i, letter);
            }
        }
        finish();
        mark();
    }

    private void mark() {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).pseudoClassStateChanged(CHOSEN, isFocused() && isSelected(i));
        }
        setAccessibleText(describe.apply(cursor));
    }

    private double left() {
        return Math.ceil(dayNames.stream().mapToDouble(day -> day.prefWidth(-1)).max().orElse(0))
                + 8;
    }

    private double top() {
        return Math.ceil(hourNames.getFirst().prefHeight(-1)) + 4;
    }

    private double cellWidth() {
        return (getWidth() - left()) / HOURS;
    }

    private double cellHeight() {
        return Math.max(LEAST_CELL, Math.ceil(dayNames.getFirst().prefHeight(-1)) + 4);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return left() + HOURS * LEAST_CELL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return top() + DAYS * cellHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double left = left();
        double top = top();
        double width = cellWidth();
        double height = cellHeight();
        for (int i = 0; i < hourNames.size(); i++) {
            place(hourNames.get(i), left + width * ((double) HOURS / hourNames.size()) * i, 0);
        }
        for (int day = 0; day < DAYS; day++) {
            Label name = dayNames.get(day);
            place(name, 0, top + day * height + (height - name.prefHeight(-1)) / 2);
        }
        for (int i = 0; i < cells.size(); i++) {
            double x = Math.rint(left + i % HOURS * width);
            double right = Math.rint(left + (i % HOURS + 1) * width);
            int day = i / HOURS;
            double y = Math.rint(top + day * height);
            cells.get(i).resizeRelocate(x, y, right - x - 2, height - 2);
        }
    }

    private static void place(Node node, double x, double y) {
        node.resizeRelocate(Math.rint(x), Math.rint(y), node.prefWidth(-1), node.prefHeight(-1));
    }
}
