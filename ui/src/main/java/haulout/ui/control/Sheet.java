// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A question or an explanation that lies over the window: title, content, buttons.
public final class Sheet extends VBox {
    /// Else a bar may appear for a part of a pixel.
    private static final double ROUNDING = 1;

    private final FlowPane buttons = new FlowPane();
    private final VBox body = Nodes.column("gap-12");

    /// A sheet.
    public Sheet(String title, Node... content) {
        getStyleClass().add("sheet");
        buttons.getStyleClass().add("sheet-buttons");
        body.getChildren().addAll(content);
        ScrollPane scroll = new Scroll(body);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Labels.title(title), scroll, buttons);
        setMaxHeight(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        setMinHeight(0);
    }

    /// As high as its content at the width that it has: text that wraps is not to be scrolled where
    /// there is room for it.
    private static final class Scroll extends ScrollPane {
        private final VBox content;

        Scroll(VBox content) {
            super(content);
            this.content = content;
            getStyleClass().add("sheet-scroll");
            setFitToWidth(true);
            setHbarPolicy(ScrollBarPolicy.NEVER);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            double frame = getInsets().getTop() + getInsets().getBottom();
            double sides = getInsets().getLeft() + getInsets().getRight();
            return frame + content.prefHeight(width < 0 ? -1 : width - sides) + ROUNDING;
        }
    }

    /// Who is asked to type something can do so at once.
    @Override
    public void requestFocus() {
        Optional<Node> field = firstField(body);
        if (field.isPresent()) {
            field.get().requestFocus();
        } else {
            super.requestFocus();
        }
    }

    private static Optional<Node> firstField(Parent parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            Optional<Node> found =
                    child instanceof TextInputControl && !child.isDisabled()
                            ? Optional.of(child)
                            : child instanceof Parent deeper
                                    ? firstField(deeper)
                                    : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Adds content below what is there.
    public Sheet with(Node... nodes) {
        body.getChildren().addAll(nodes);
        return this;
    }

    /// Adds buttons; the last one is where the eye ends. The primary one is pressed by the Enter
    /// key too; what costs something is not.
    public Sheet withButtons(Button... more) {
        buttons.getChildren().addAll(more);
        for (Button button : more) {
            if (button.getStyleClass().contains("primary")) {
                EnterKey.presses(this, button);
            }
        }
        return this;
    }
}
