// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Entries side by side that go on in the next line where there is no room; one that is wider than
/// a whole line is made as narrow as the line, so that its text wraps.
final class Legend extends Pane {
    private static final double GAP = 18;
    private static final double LINE_GAP = 6;

    /// Where an entry goes.
    @FunctionalInterface
    private interface Placing {
        void place(Node entry, double x, double y, double width, double height);
    }

    Legend() {
        setMinWidth(0);
    }

    void show(List<? extends Node> entries) {
        getChildren().setAll(entries);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = 0;
        for (Node entry : getManagedChildren()) {
            width += Math.ceil(entry.prefWidth(-1)) + GAP;
        }
        return Math.max(0, width - GAP);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double known = width >= 0 ? width : getWidth() > 0 ? getWidth() : prefWidth(-1);
        return place(known, (_, _, _, _, _) -> {});
    }

    @Override
    protected void layoutChildren() {
        place(getWidth(), Node::resizeRelocate);
    }

    private double place(double room, Placing placing) {
        double x = 0;
        double y = 0;
        double line = 0;
        for (Node entry : getManagedChildren()) {
            double width = Math.min(room, Math.ceil(entry.prefWidth(-1)));
            double height = Math.ceil(entry.prefHeight(width));
            if (x > 0 && x + width > room) {
                x = 0;
                y += line + LINE_GAP;
                line = 0;
            }
            placing.place(entry, x, y, width, height);
            x += width + GAP;
            line = Math.max(line, height);
        }
        return y + line;
    }
}
