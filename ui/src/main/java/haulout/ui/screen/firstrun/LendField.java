// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.text.Words;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// How much is lent: one size, moved on a scale by whole gigabytes or typed to the megabyte. It
/// never leaves the safe range, and says why where it would have.
final class LendField extends VBox {
    private static final long GB = Gigabytes.GB;

    /// Less is nothing that a node could be made of.
    private static final long LEAST = GB;

    private static final long MB = 1_000_000;

    /// Written where something else was typed.
    private static final long EXAMPLE = 100 * GB + GB / 2;

    /// From one end of the scale to the other by its page keys.
    private static final double STEPS = 50;

    private static final int COLUMNS = 7;

    private final Words words;
    private final Gigabytes numbers;
    private final LongConsumer onChange;
    private final Slider slider = Nodes.named(new Slider(), "frLend");
    private final Steps steps = new Steps();
    private final Spinner<Long> spinner = Nodes.named(new Spinner<>(steps), "frLendNumber");
    private final Label why = Nodes.named(Labels.caption(""), "frLendWhy");
    private long end = LEAST;
    private String reason = "";
    private long lent = LEAST;
    private boolean isShowing;
    private boolean isUnread;

    /// @param onChange told of each size, in bytes
    LendField(Words words, LongConsumer onChange) {
        this.words = words;
        this.numbers = new Gigabytes(words.formats().locale());
        this.onChange = onChange;
        getStyleClass().addAll("column", "gap-8");
        setMinWidth(0);
        spinner.setEditable(true);
        spinner.setMinWidth(USE_PREF_SIZE);
        spinner.getEditor().setPrefColumnCount(COLUMNS);
        spinner.getEditor().setAccessibleText(words.say("firstrun.lend.name"));
        spinner.getEditor()
                .textProperty()
                .addListener((_, _, text) -> {
                    // the spinner too writes what holds, when it is left
                    boolean holds = !isUnread && text.equals(numbers.write(lent));
                    if (!isShowing && !holds) {
                        typed(text);
                    }
                });
        spinner.getEditor().setOnAction(_ -> write());
        // who has typed a number wants to see what it means before going on
        spinner.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        event.consume();
                    }
                });
        spinner.getEditor()
                .focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        write();
                    }
                });
        slider.valueProperty()
                .addListener((_, _, _) -> {
                    if (!isShowing) {
                        moved();
                    }
                });
        why.getStyleClass().addAll("t-tone", "tone-warn");
        Nodes.setShown(why, false);
        getChildren()
                .addAll(
                        new FlowLine(
                                "flow-8",
                                Labels.line(words.say("firstrun.lend"), "t-strong"),
                                spinner,
                                Labels.line(words.say("firstrun.lend.unit"), "t-strong")),
                        slider,
                        why);
    }

    /// Shows a place.
    ///
    /// @param bytes what is lent of it
    /// @param most the safe end
    /// @param because why not more, in a sentence that names the size
    void show(long bytes, long most, UnaryOperator<String> because) {
        end = Math.max(LEAST, most / MB * MB);
        reason = because.apply(size(end));
        isShowing = true;
        slider.setMin((double) LEAST / GB);
        slider.setMax((double) end / GB);
        slider.setBlockIncrement(Math.max(1, slider.getMax() / STEPS));
        isShowing = false;
        say("");
        place(bytes);
        write();
    }

    private void say(String text) {
        Labels.showIfFilled(why, text);
    }

    private void moved() {
        say("");
        take(slider.getValue() >= slider.getMax() ? end : Math.round(slider.getValue()) * GB);
        write();
    }

    // what is typed counts at once, but its text is left alone until the person is done
    private void typed(String text) {
        Optional<Long> typed = numbers.read(text);
        isUnread = typed.isEmpty();
        typed.ifPresentOrElse(
                bytes -> {
                    explain(bytes);
                    place(bytes);
                },
                () -> say(words.say("firstrun.lend.number", numbers.write(EXAMPLE))));
    }

    private void explain(long wanted) {
        if (wanted > end) {
            say(reason);
        } else if (wanted < LEAST) {
            say(words.say("firstrun.lend.least", size(LEAST)));
        } else {
            say("");
        }
    }

    private String size(long bytes) {
        return numbers.write(bytes) + "\u00a0" + words.say("firstrun.lend.unit");
    }

    private void write() {
        isShowing = true;
        steps.setValue(lent);
        spinner.getEditor().setText(numbers.write(lent));
        isShowing = false;
    }

    private void place(long wanted) {
        take(wanted);
        isShowing = true;
        slider.setValue((double) lent / GB);
        isShowing = false;
    }

    private void take(long wanted) {
        lent = Math.clamp(wanted, LEAST, end);
        slider.setAccessibleText(words.say("firstrun.lend") + " " + size(lent));
        onChange.accept(lent);
    }

    /// The arrows beside the number.
    private final class Steps extends SpinnerValueFactory<Long> {
        Steps() {
            setConverter(
                    new StringConverter<>() {
                        @Override
                        public String toString(Long bytes) {
                            return bytes == null ? "" : numbers.write(bytes);
                        }

                        @Override
                        public Long fromString(String text) {
                            return lent;
                        }
                    });
        }

        @Override
        public void decrement(int count) {
            step(Math.ceilDiv(lent, GB) - count);
        }

        @Override
        public void increment(int count) {
            step(Math.floorDiv(lent, GB) + count);
        }

        private void step(long gigabytes) {
            long wanted = gigabytes * GB;
            explain(wanted);
            place(wanted);
            write();
        }
    }
}
