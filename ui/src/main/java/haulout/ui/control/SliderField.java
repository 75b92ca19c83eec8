// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// A whole number chosen on a scale, with the number beside it.
public final class SliderField extends HBox {
    private static final Duration SETTLED = Duration.millis(350);

    private final Slider slider;
    private final Label value = Labels.line("", "slider-value");
    private final IntFunction<String> text;
    private final IntConsumer onPreview;
    private final IntConsumer onChange;
    private final PauseTransition settle = new PauseTransition(SETTLED);
    private final int step;
    private int told;
    private boolean isShowing;

    /// @param onPreview told of each number while it moves
    /// @param onChange told of the number once it stays
    public SliderField(
            String id,
            int min,
            int max,
            int step,
            IntFunction<String> text,
            IntConsumer onPreview,
            IntConsumer onChange) {
        this.text = text;
        this.step = step;
        this.onPreview = onPreview;
        this.onChange = onChange;
        this.told = min;
        getStyleClass().addAll("row", "gap-12", "slider-field");
        slider = new Slider(min, max, min);
        slider.setId(id);
        slider.setBlockIncrement(step);
        slider.getStyleClass().add("setting-slider");
        slider.valueProperty().addListener((_, _, _) -> moved());
        slider.valueChangingProperty().addListener((_, _, changing) -> tellUnless(changing));
        settle.setOnFinished(_ -> tellUnless(slider.isValueChanging()));
        value.setText(text.apply(max));
        // numbers of other lengths do not move the slider, and a long one is not cut
        Region room = Nodes.styled(new Region(), "slider-room");
        StackPane right = new StackPane(room, value);
        right.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(slider, right);
        accessibleTextProperty().addListener((_, _, name) -> slider.setAccessibleText(name));
    }

    private int number() {
        double from = slider.getMin();
        return (int) Math.round(from + Math.round((slider.getValue() - from) / step) * step);
    }

    private void moved() {
        value.setText(text.apply(number()));
        if (!isShowing) {
            onPreview.accept(number());
            settle.playFromStart();
        }
    }

    private void tellUnless(boolean changing) {
        if (!changing && !isShowing && number() != told) {
            settle.stop();
            told = number();
            onChange.accept(told);
        }
    }

    /// Shows a number; not while it is being moved.
    public void show(int number) {
        if (slider.isValueChanging()) {
            return;
        }
        isShowing = true;
        told = number;
        slider.setValue(number);
        value.setText(text.apply(number));
        settle.stop();
        isShowing = false;
    }
}
