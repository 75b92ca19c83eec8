// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// One setting: its name and one plain sentence at the left, its control at the right, or below
/// where there is no room.
public final class SettingRow extends Pane {
    private static final double LEAST_TEXT = 17;
    private static final double GAP = 24;
    private static final double LINE_GAP = 8;

    private final VBox text;
    private final Node control;

    /// @param note what it does, in one sentence; empty for none
    public SettingRow(String name, String note, Node control) {
        getStyleClass().add("setting-row");
        this.control = control;
        Label title = Labels.body(name);
        Label more = Labels.caption(note);
        Nodes.setShown(more, !note.isEmpty());
        text = Nodes.column("gap-4", title, more);
        setMinWidth(0);
        getChildren().addAll(text, control);
        if (control.getAccessibleText() == null) {
            control.setAccessibleText(name);
        }
        control.setAccessibleHelp(note);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double inner(double width) {
        return width - getInsets().getLeft() - getInsets().getRight();
    }

    private double controlWidth(double inner) {
        return Math.min(inner, Math.ceil(control.prefWidth(-1)));
    }

    private boolean isWide(double inner) {
        return inner - controlWidth(inner) - GAP >= LEAST_TEXT * TextSize.of(this);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST_TEXT * TextSize.of(this) * 2;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = inner(width < 0 ? (getWidth() > 0 ? getWidth() : prefWidth(-1)) : width);
        double around = getInsets().getTop() + getInsets().getBottom();
        double right = controlWidth(inner);
        if (isWide(inner)) {
            return around
                    + Math.ceil(
                            Math.max(
                                    text.prefHeight(inner - right - GAP),
                                    control.prefHeight(right)));
        }
        return around + Math.ceil(text.prefHeight(inner) + LINE_GAP + control.prefHeight(right));
    }

    @Override
    protected void layoutChildren() {
        double inner = inner(getWidth());
        double x = getInsets().getLeft();
        double y = getInsets().getTop();
        double right = controlWidth(inner);
        double high = Math.ceil(control.prefHeight(right));
        if (isWide(inner)) {
            double left = inner - right - GAP;
            double lines = Math.ceil(text.prefHeight(left));
            double all = Math.max(lines, high);
            text.resizeRelocate(x, y + Math.floor((all - lines) / 2), left, lines);
            control.resizeRelocate(
                    x + inner - right, y + Math.floor((all - high) / 2), right, high);
        } else {
            double lines = Math.ceil(text.prefHeight(inner));
            text.resizeRelocate(x, y, inner, lines);
            control.resizeRelocate(x, y + lines + LINE_GAP, right, high);
        }
    }
}
