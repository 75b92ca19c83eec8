// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Interpolator;
import javafx.animation.TranslateTransition;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What lies over the window: a veil, and on it one sheet or drawer. A press on the veil closes it.
/// While it is there the focus stays within it, without a change to what lies behind; then it goes
/// back to where it was.
public final class Overlay extends StackPane {
    private static final Duration SLIDE = Duration.millis(140);

    /// A sheet never touches the edge of the window.
    private static final Insets FRAME = new Insets(16);

    private final Region veil = new Region();
    private final ChangeListener<Node> stay = (_, _, now) -> keepWithin(now);
    private final EventHandler<KeyEvent> direction =
            event -> {
                if (event.getCode() == KeyCode.TAB) {
                    isBackward = event.isShiftDown();
                }
            };
    private @Nullable Node before;
    private @Nullable Scene held;
    private boolean isBackward;

    /// An overlay that shows nothing.
    public Overlay() {
        getStyleClass().add("overlay");
        veil.getStyleClass().add("veil");
        veil.setOnMousePressed(_ -> hide());
        setPickOnBounds(false);
        Nodes.setShown(this, false);
        // another language has the whole window made anew
        sceneProperty().addListener((_, _, _) -> letGo());
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
        hold(scene);
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
        letGo();
        getChildren().clear();
        Nodes.setShown(this, false);
        Node back = before;
        before = null;
        Scene scene = getScene();
        if (back != null && scene != null && scene.equals(back.getScene())) {
            back.requestFocus();
        }
    }

    private void hold(@Nullable Scene scene) {
        if (held == null && scene != null) {
            held = scene;
            isBackward = false;
            scene.focusOwnerProperty().addListener(stay);
            scene.addEventFilter(KeyEvent.KEY_PRESSED, direction);
        }
    }

    private void letGo() {
        if (held != null) {
            held.focusOwnerProperty().removeListener(stay);
            held.removeEventFilter(KeyEvent.KEY_PRESSED, direction);
            held = null;
        }
    }

    private void keepWithin(@Nullable Node now) {
        if (now == null || isWithin(now)) {
            return;
        }
        List<Node> stops = new ArrayList<>();
        stops(this, stops);
        if (!stops.isEmpty()) {
            (isBackward ? stops.getLast() : stops.getFirst()).requestFocus();
        }
    }

    private boolean isWithin(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(this)) {
                return true;
            }
        }
        return false;
    }

    private static void stops(Parent parent, List<Node> found) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible() && !child.isDisabled()) {
                if (child.isFocusTraversable()) {
                    found.add(child);
                }
                if (child instanceof Parent deeper) {
                    stops(deeper, found);
                }
            }
        }
    }

    /// Whether something is shown.
    public boolean isShown() {
        return isVisible();
    }
}
