// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Text that changes every few seconds, without what is around it being laid out each time.
///
/// A label that gets another text asks its box for a layout, that one its own, and so on up to the
/// window: for a percentage that has become another one a whole screen is measured and drawn anew.
/// The label in here is not managed, so its box does not hear of it. The box is told only when the
/// text needs another height for the width that there is, or would like to be wider than any
/// before: a row keeps what it was told of that, and asks a part that it makes wider how high it is
/// when it is as wide as it likes.
///
/// For the FX thread.
public final class SteadyText extends Region {
    private final Label label;

    /// What the widest text so far would like.
    private double widest;

    /// @param label what shows the text; it belongs to this from now on
    public SteadyText(Label label) {
        this.label = label;
        label.setManaged(false);
        getStyleClass().add("steady-text");
        getChildren().add(label);
        setMinWidth(0);
    }

    /// Shows a text.
    public void setText(String text) {
        if (text.equals(label.getText())) {
            return;
        }
        double before = label.prefHeight(inner());
        label.setText(text);
        if (getWidth() <= 0
                || label.prefHeight(inner()) != before
                || label.prefWidth(-1) > widest) {
            requestLayout();
        }
    }

    /// What it shows.
    public String getText() {
        return label.getText();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        widest = Math.max(widest, label.prefWidth(-1));
        return snappedLeftInset() + widest + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double sides = snappedLeftInset() + snappedRightInset();
        return snappedTopInset()
                + label.prefHeight(width < 0 ? -1 : Math.max(0, width - sides))
                + snappedBottomInset();
    }

    @Override
    public double getBaselineOffset() {
        return snappedTopInset() + label.getBaselineOffset();
    }

    @Override
    protected void layoutChildren() {
        label.resizeRelocate(snappedLeftInset(), snappedTopInset(), inner(), room());
    }

    private double inner() {
        return getWidth() - snappedLeftInset() - snappedRightInset();
    }

    private double room() {
        return getHeight() - snappedTopInset() - snappedBottomInset();
    }
}
