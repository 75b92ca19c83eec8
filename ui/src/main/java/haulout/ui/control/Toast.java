// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

/// Something said in passing at the foot of the window; it goes after ten seconds.
public final class Toast extends HBox {
    private static final Duration SHOWN_FOR = Duration.seconds(10);

    private final Label text = Labels.body("");
    private final Button undo;
    private final PauseTransition timer = new PauseTransition(SHOWN_FOR);
    private Runnable onUndo = () -> {};

    /// @param undoText the word for taking something back
    /// @param closeText the word for taking the toast away
    public Toast(String undoText, String closeText) {
        getStyleClass().addAll("toast", "gap-12");
        undo = Buttons.plain(undoText, this::undo);
        undo.setId("toastUndo");
        Button close = Buttons.icon(org.kordamp.ikonli.feather.Feather.X, closeText, this::hide);
        getChildren().addAll(Nodes.grow(text), undo, close);
        setMaxWidth(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        timer.setOnFinished(_ -> hide());
        Nodes.setShown(this, false);
    }

    /// Says something.
    public void say(String words) {
        show(words, false, () -> {});
    }

    /// Says that something was done which can be taken back.
    public void say(String words, Runnable takeBack) {
        show(words, true, takeBack);
    }

    private void show(String words, boolean canUndo, Runnable takeBack) {
        text.setText(words);
        onUndo = takeBack;
        Nodes.setShown(undo, canUndo);
        Nodes.setShown(this, true);
        timer.playFromStart();
    }

    private void undo() {
        hide();
        onUndo.run();
    }

    /// Takes it away.
    public void hide() {
        timer.stop();
        Nodes.setShown(this, false);
    }
}
