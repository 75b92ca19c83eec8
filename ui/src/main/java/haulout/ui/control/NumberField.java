// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.function.IntConsumer;
import javafx.animation.PauseTransition;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import javafx.util.StringConverter;

/// A whole number with its unit. What is out of range becomes the nearest number in it; what is no
/// number leaves the value as it was.
public final class NumberField extends HBox {
    /// So long no further step is made before the number counts: an arrow that is held down is one
    /// change.
    private static final Duration SETTLED = Duration.millis(350);

    private final Spinner<Integer> spinner;
    private final PauseTransition settle = new PauseTransition(SETTLED);
    private final IntConsumer onChange;
    private int told;

    /// @param onChange told of a change by the person, not of [#show]
    public NumberField(String id, int min, int max, int step, String unit, IntConsumer onChange) {
        this.onChange = onChange;
        this.told = min;
        getStyleClass().addAll("row", "gap-8", "number-field");
        IntegerSpinnerValueFactory values = new IntegerSpinnerValueFactory(min, max, min, step);
        values.setConverter(new Tolerant(values));
        spinner = new Spinner<>(values);
        spinner.setId(id);
        spinner.setEditable(true);
        int digits = String.valueOf(max).length();
        spinner.getEditor().setPrefColumnCount(Math.max(4, digits + 1));
        spinner.getEditor().focusedProperty().addListener((_, _, focused) -> commitUnless(focused));
        spinner.valueProperty().addListener((_, _, _) -> settle.playFromStart());
        spinner.setMinWidth(USE_PREF_SIZE);
        settle.setOnFinished(_ -> tell());
        getChildren().add(spinner);
        if (!unit.isEmpty()) {
            getChildren().add(Labels.line(unit, "t-muted"));
        }
        accessibleTextProperty()
                .addListener(
                        (_, _, text) -> spinner.getEditor().setAccessibleText(text + " " + unit));
    }

    private void commitUnless(boolean focused) {
        if (!focused) {
            spinner.commitValue();
            tell();
        }
    }

    private void tell() {
        settle.stop();
        int now = spinner.getValue();
        if (now != told) {
            told = now;
            onChange.accept(now);
        }
    }

    /// Shows a number.
    public void show(int number) {
        if (number != told || spinner.getValue() != number) {
            told = number;
            spinner.getValueFactory().setValue(number);
            settle.stop();
        }
    }

    /// The numbers that are typed.
    private static final class Tolerant extends StringConverter<Integer> {
        private final IntegerSpinnerValueFactory values;

        Tolerant(IntegerSpinnerValueFactory values) {
            this.values = values;
        }

        @Override
        public String toString(Integer number) {
            return String.valueOf(number);
        }

        @Override
        public Integer fromString(String text) {
            try {
                long typed = Long.parseLong(text.strip());
                return (int) Math.clamp(typed, (long) values.getMin(), (long) values.getMax());
            } catch (NumberFormatException _) {
                return values.getValue();
            }
        }
    }
}
