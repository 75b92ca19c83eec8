// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.animation.Interpolator;
import javafx.animation.TranslateTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What lies over the window: a veil, and on it one sheet or drawer. A press on the veil closes it,
/// and the focus goes back to where it was.
public final class Overlay extends StackPane {
    private static final Duration SLIDE = Duration.millis(140);

    /// A sheet never touches the edge of the window.
    private static final Insets FRAME = new Insets(16);

    private final Region veil = new Region();
    private @Nullable Node before;

    /// An overlay that shows nothing.
    public Overlay() {
        getStyleClass().add("overlay");
        veil.getStyleClass().add("veil");
        veil.setOnMousePressed(_ -> hide());
        setPickOnBounds(false);
        Nodes.setShown(this, false);
    }

    /// Shows something instead of what was there.
    ///
    /// @param slides whether it comes in from the right
    public void show(Node content, Pos where, boolean slides) {
        Scene scene = getScene();
        if (!isShown() && scene != null) {
            before = scene.getFocusOwner();
        }
        setAlignment(content, where);
        setMargin(content, where == Pos.CENTER ? FRAME : Insets.EMPTY);
        content.setTranslateX(0);
        getChildren().setAll(veil, content);
        Nodes.setShown(this, true);
        if (scene != null && scene.getWindow() != null && scene.getWindow().isShowing()) {
            // at its place and size before it is drawn for the first time
            applyCss();
            layout();
        }
        if (slides) {
            TranslateTransition in = new TranslateTransition(SLIDE, content);
            in.setFromX(content.getLayoutBounds().getWidth());
            in.setToX(0);
            in.setInterpolator(Interpolator.EASE_OUT);
            in.play();
        }
        content.requestFocus();
    }

    /// Takes away what is shown.
    public void hide() {
        if (!isShown()) {
            return;
        }
        getChildren().clear();
        Nodes.setShown(this, false);
        Node back = before;
        before = null;
        Scene scene = getScene();
        if (back != null && scene != null && scene.equals(back.getScene())) {
            back.requestFocus();
        }
    }

    /// Whether something is shown.
    public boolean isShown() {
        return isVisible();
    }
}
