// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A question or an explanation that lies over the window: title, content, buttons.
public final class Sheet extends VBox {
    private final FlowPane buttons = new FlowPane();
    private final VBox body = Nodes.column("gap-12");

    /// A sheet.
    public Sheet(String title, Node... content) {
        getStyleClass().add("sheet");
        buttons.getStyleClass().add("sheet-buttons");
        body.getChildren().addAll(content);
        ScrollPane scroll =
                new ScrollPane(body) {
                    @Override
                    public Orientation getContentBias() {
                        return Orientation.HORIZONTAL;
                    }

                    // As high as the text is when its lines are broken at this width; left alone a
                    // scroll pane counts every paragraph as one line, and the last lines were
                    // hidden.
                    @Override
                    protected double computePrefHeight(double width) {
                        double inside = width - snappedLeftInset() - snappedRightInset();
                        double height = body.prefHeight(width < 0 ? -1 : inside);
                        return snapSizeY(height) + snappedTopInset() + snappedBottomInset();
                    }
                };
        scroll.getStyleClass().add("sheet-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Labels.title(title), scroll, buttons);
        setMaxHeight(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        setMinHeight(0);
    }

    /// Adds content below what is there.
    public Sheet with(Node... nodes) {
        body.getChildren().addAll(nodes);
        return this;
    }

    /// Adds buttons; the last one is where the eye ends.
    public Sheet withButtons(Button... more) {
        buttons.getChildren().addAll(more);
        return this;
    }
}
