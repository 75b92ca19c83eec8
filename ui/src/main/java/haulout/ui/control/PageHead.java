// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A page's title with what can be done beside it, or below it where the title would be cut into
/// pieces.
final class PageHead extends Pane {
    private static final double GAP = 16;

    private final Label title;
    private final VBox words;
    private final FlowPane actions;

    PageHead(Label title, Label subtitle, FlowPane actions) {
        this.title = title;
        this.words = Nodes.column("gap-4", title, subtitle);
        this.actions = actions;
        getStyleClass().add("page-head");
        getChildren().addAll(words, actions);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /// All actions side by side, as the pane will round them.
    private double actionsWidth() {
        double width = 0;
        for (Node action : actions.getChildren()) {
            width += (width > 0 ? actions.getHgap() : 0) + snapSizeX(action.prefWidth(-1));
        }
        return width;
    }

    /// A button without a frame is to begin where the title does, not its invisible frame.
    private double frame() {
        return !actions.getChildren().isEmpty()
                        && actions.getChildren().getFirst() instanceof Region first
                        && first.getStyleClass().contains("quiet")
                ? first.getInsets().getLeft()
                : 0;
    }

    private void move(double by) {
        if (!actions.getChildren().isEmpty()) {
            actions.getChildren().getFirst().setTranslateX(by);
        }
    }

    private boolean isBeside(double width) {
        return actions.isManaged() && title.prefWidth(-1) + GAP + actionsWidth() + 1 <= width;
    }

    private double inner(double width) {
        return width < 0 ? prefWidth(-1) : width - getInsets().getLeft() - getInsets().getRight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        double beside = actions.isManaged() ? GAP + actionsWidth() : 0;
        return getInsets().getLeft() + words.prefWidth(-1) + beside + getInsets().getRight();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = inner(width);
        double frame = getInsets().getTop() + getInsets().getBottom();
        if (!actions.isManaged()) {
            return frame + words.prefHeight(inner);
        }
        if (isBeside(inner)) {
            double side = actions.snapSizeX(actionsWidth()) + 1;
            return frame + Math.max(words.prefHeight(inner - GAP - side), actions.prefHeight(side));
        }
        return frame + words.prefHeight(inner) + GAP / 2 + actions.prefHeight(inner);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double left = getInsets().getLeft();
        double top = getInsets().getTop();
        double width = inner(getWidth());
        double height = getHeight() - top - getInsets().getBottom();
        if (!actions.isManaged()) {
            words.resizeRelocate(left, top, width, height);
            return;
        }
        double side = actions.snapSizeX(actionsWidth()) + 1;
        if (isBeside(width)) {
            double actionsHeight = actions.prefHeight(side);
            words.resizeRelocate(left, top, width - GAP - side, height);
            move(0);
            actions.resizeRelocate(
                    left + width - side, top + (height - actionsHeight) / 2, side, actionsHeight);
            return;
        }
        double wordsHeight = words.prefHeight(width);
        words.resizeRelocate(left, top, width, wordsHeight);
        actions.resizeRelocate(left, top + wordsHeight + GAP / 2, width, actions.prefHeight(width));
        move(-frame());
    }
}
