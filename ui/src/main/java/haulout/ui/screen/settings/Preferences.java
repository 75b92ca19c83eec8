// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.SettingsDesk;
import haulout.ui.control.Nodes;
import haulout.ui.control.NumberField;
import haulout.ui.screen.ScreenContext;
import java.util.function.IntConsumer;
import javafx.scene.control.CheckBox;

/// Preferences of the window, each kept as soon as it is changed.
final class Preferences {
    private final ScreenContext context;
    private final SettingsDesk desk;

    Preferences(ScreenContext context) {
        this.context = context;
        this.desk = context.node().settings();
    }

    /// A yes or no.
    boolean is(String name, boolean usual) {
        return desk.preference(name).map("true"::equals).orElse(usual);
    }

    /// A whole number; what cannot be read counts as never set.
    int number(String name, int usual) {
        return desk.preference(name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(usual);
    }

    /// Keeps a preference.
    void set(String name, String value, Runnable onFailure) {
        context.runner()
                .ask(
                        () -> desk.setPreference(name, value),
                        _ -> {},
                        problem -> {
                            onFailure.run();
                            context.navigator().tell(problem);
                        });
    }

    /// A switch that is kept.
    CheckBox box(String name, boolean usual) {
        return box(name, usual, true);
    }

    /// A switch that is kept as its opposite.
    CheckBox opposite(String name) {
        return box(name, false, false);
    }

    private CheckBox box(String name, boolean usual, boolean asIs) {
        CheckBox box = Nodes.named(new CheckBox(), name.replace('.', '-'));
        box.setSelected(is(name, usual) == asIs);
        box.setOnAction(
                _ ->
                        set(
                                name,
                                String.valueOf(box.isSelected() == asIs),
                                () -> box.setSelected(is(name, usual) == asIs)));
        return box;
    }

    /// A number that is kept.
    NumberField field(String name, int usual, int min, int max, String unit) {
        IntConsumer keep = value -> set(name, String.valueOf(value), () -> {});
        NumberField field =
                new NumberField(name.replace('.', '-'), min, max, 1, unit, keep);
        field.show(Math.clamp(number(name, usual), min, max));
        return field;
    }
}
