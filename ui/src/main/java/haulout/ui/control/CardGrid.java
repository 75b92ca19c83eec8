// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Cards side by side, all of one width, in as many columns as have room; cards of a row are of one
/// height.
public final class CardGrid extends Pane {
    private final double least;
    private final double gap;
    private final HeightMemo heights = new HeightMemo();

    /// @param least the least width of a card in units of the text's size
    public CardGrid(double least, Node... cards) {
        this.least = least;
        this.gap = 12;
        setMinWidth(0);
        getChildren().addAll(cards);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private int columns(double width) {
        double card = least * TextSize.of(this);
        int most = Math.max(1, (int) ((width + gap) / (card + gap)));
        int count = Math.max(1, getManagedChildren().size());
        if (most >= count) {
            return count;
        }
        // no row with one card left over if it can be helped: 4 cards are 2 by 2, not 3 and 1
        int rows = (count + most - 1) / most;
        return (count + rows - 1) / rows;
    }

    private double cardWidth(double width) {
        int columns = columns(width);
        return Math.floor((width - gap * (columns - 1)) / columns);
    }

    @Override
    protected double computePrefWidth(double height) {
        int count = getManagedChildren().size();
        return count * (least * TextSize.of(this) + gap) - gap;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double known = width < 0 ? (getWidth() > 0 ? getWidth() : prefWidth(-1)) : width;
        return heights.at(known, this::heightAt);
    }

    @Override
    public void requestLayout() {
        // the toolkit asks for the first layout before there is a memory
        if (heights != null) {
            heights.forget();
        }
        super.requestLayout();
    }

    private double heightAt(double known) {
        List<Node> cards = getManagedChildren();
        double height = 0;
        int columns = columns(known);
        for (int from = 0; from < cards.size(); from += columns) {
            height += rowHeight(cards, from, columns, cardWidth(known)) + gap;
        }
        return Math.max(0, height - gap);
    }

    private static double rowHeight(List<Node> cards, int from, int columns, double width) {
        double height = 0;
        for (Node card : cards.subList(from, Math.min(from + columns, cards.size()))) {
            height = Math.max(height, card.prefHeight(width));
        }
        return Math.ceil(height);
    }

    @Override
    protected void layoutChildren() {
        List<Node> cards = getManagedChildren();
        int columns = columns(getWidth());
        double width = cardWidth(getWidth());
        double y = 0;
        for (int from = 0; from < cards.size(); from += columns) {
            double height = rowHeight(cards, from, columns, width);
            for (int i = from; i < Math.min(from + columns, cards.size()); i++) {
                cards.get(i).resizeRelocate((i - from) * (width + gap), y, width, height);
            }
            y += height + gap;
        }
    }
}
