// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.SettingsDesk;
import haulout.ui.control.NumberField;
import haulout.ui.control.SwitchField;
import haulout.ui.screen.ScreenContext;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        ask(() -> desk.setPreference(name, value), onFailure);
    }

    private void ask(Supplier<CompletionStage<Void>> deed, Runnable onFailure) {
        context.runner()
                .ask(
                        deed,
                        _ -> {},
                        problem -> {
                            onFailure.run();
                            context.navigator().tell(problem);
                        });
    }

    /// A switch that is kept.
    SwitchField box(String name, boolean usual) {
        return box(name, usual, true);
    }

    /// A switch that is kept as its opposite.
    SwitchField opposite(String name) {
        return box(name, false, false);
    }

    private SwitchField box(String name, boolean usual, boolean asIs) {
        return box(name, usual, asIs, on -> desk.setPreference(name, String.valueOf(on == asIs)));
    }

    /// A switch that does more than to be kept, and shows what is kept when that did not work.
    SwitchField box(String name, boolean usual, Function<Boolean, CompletionStage<Void>> deed) {
        return box(name, usual, true, deed);
    }

    private SwitchField box(
            String name,
            boolean usual,
            boolean asIs,
            Function<Boolean, CompletionStage<Void>> deed) {
        AtomicReference<@Nullable SwitchField> made = new AtomicReference<>();
        SwitchField box =
                new SwitchField(
                        name.replace('.', '-'),
                        on ->
                                ask(
                                        () -> deed.apply(on),
                                        () -> show(made.get(), is(name, usual) == asIs)));
        made.set(box);
        box.show(is(name, usual) == asIs);
        return box;
    }

    private static void show(@Nullable SwitchField box, boolean on) {
        if (box != null) {
            box.show(on);
        }
    }

    /// A number that is kept.
    NumberField field(String name, int usual, int min, int max, String unit) {
        IntConsumer keep = value -> set(name, String.valueOf(value), () -> {});
        NumberField field = new NumberField(name.replace('.', '-'), min, max, 1, unit, keep);
        field.show(Math.clamp(number(name, usual), min, max));
        return field;
    }
}
