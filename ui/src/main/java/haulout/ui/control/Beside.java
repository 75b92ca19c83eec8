// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Something to read with something to press: side by side where there is room, else below each
/// other, so that neither large text nor long words squeeze what is to be read into a column of
/// single words.
public final class Beside extends Region {
    private static final double GAP = 12;

    /// How much room is to be left for what is read, in parts of what is pressed.
    private static final double LEAST = 1.2;

    private final Node read;
    private final Region press;
    private final boolean isWhole;

    /// @param read gets the room that is left
    /// @param press as wide as it wants to be
    public Beside(Node read, Region press) {
        this(read, press, false);
    }

    /// The same, but side by side only where both have all the room that they want.
    public static Beside whole(Node read, Region press) {
        return new Beside(read, press, true);
    }

    private Beside(Node read, Region press, boolean isWhole) {
        this.isWhole = isWhole;
        this.read = read;
        this.press = press;
        press.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(read, press);
        setMinWidth(0);
    }

    private double left(double width) {
        return width - GAP - snapSizeX(press.prefWidth(-1));
    }

    private boolean fits(double width) {
        double least = isWhole ? read.prefWidth(-1) : LEAST * press.prefWidth(-1);
        return left(width) >= least;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(read.prefWidth(-1)) + GAP + snapSizeX(press.prefWidth(-1));
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? computePrefWidth(-1) : width;
        double high = press.prefHeight(-1);
        return fits(room)
                ? Math.max(read.prefHeight(left(room)), high)
                : read.prefHeight(room) + GAP + high;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double high = snapSizeY(press.prefHeight(-1));
        double wide = snapSizeX(press.prefWidth(-1));
        if (fits(width)) {
            double height = getHeight();
            layoutInArea(read, 0, 0, left(width), height, 0, HPos.LEFT, VPos.CENTER);
            layoutInArea(
                    press,
                    width - wide,
                    0,
                    wide,
                    height,
                    0,
                    null,
                    false,
                    false,
                    HPos.RIGHT,
                    VPos.CENTER);
        } else {
            double above = snapSizeY(read.prefHeight(width));
            layoutInArea(read, 0, 0, width, above, 0, HPos.LEFT, VPos.TOP);
            press.resizeRelocate(0, above + GAP, Math.min(wide, width), high);
        }
    }
}
