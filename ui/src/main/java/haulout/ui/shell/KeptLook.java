// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.SettingsDesk;
import haulout.ui.screen.Look;
import haulout.ui.work.BackgroundRunner;
import haulout.ui.work.Subscriptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/// Reads how the window looks from the node's preferences and keeps what the owner changes.
final class KeptLook {
    private static final String THEME = "look.theme";
    private static final String TEXT = "look.text";
    private static final String CALM = "look.calm";
    private static final String DETAILED = "look.detailed";
    private static final String ROLE = "look.role";

    private KeptLook() {}

    /// What was kept; a value that cannot be read counts as never set.
    static Look read(SettingsDesk desk, Locale system) {
        Look look =
                new Look(
                        desk.preference(SettingsDesk.LANGUAGE)
                                .map(Locale::forLanguageTag)
                                .orElse(system));
        named(Look.Theme.values(), desk.preference(THEME)).ifPresent(look.theme()::set);
        named(Look.Role.values(), desk.preference(ROLE)).ifPresent(look.role()::set);
        desk.preference(TEXT)
                .flatMap(kept ->
                        Look.TEXT_SIZES.stream().filter(size -> kept.equals("" + size)).findFirst())
                .ifPresent(look.textPercent()::set);
        look.calm().set(desk.preference(CALM).equals(Optional.of("true")));
        look.detailed().set(desk.preference(DETAILED).equals(Optional.of("true")));
        return look;
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, Optional<String> name) {
        return Arrays.stream(values)
                .filter(value -> name.filter(value.name()::equals).isPresent())
                .findFirst();
    }

    /// Keeps changes until the subscriptions are released.
    static void keep(
            Look look, SettingsDesk desk, BackgroundRunner runner, Subscriptions subscriptions) {
        keep(look.theme(), Enum::name, THEME, desk, runner, subscriptions);
        keep(look.role(), Enum::name, ROLE, desk, runner, subscriptions);
        keep(look.textPercent(), String::valueOf, TEXT, desk, runner, subscriptions);
        keep(look.calm(), String::valueOf, CALM, desk, runner, subscriptions);
        keep(look.detailed(), String::valueOf, DETAILED, desk, runner, subscriptions);
        keep(
                look.language(),
                Locale::toLanguageTag,
                SettingsDesk.LANGUAGE,
                desk,
                runner,
                subscriptions);
    }

    private static <T> void keep(
            ObservableValue<T> value,
            java.util.function.Function<? super T, String> text,
            String name,
            SettingsDesk desk,
            BackgroundRunner runner,
            Subscriptions subscriptions) {
        Consumer<T> save =
                now ->
                        runner.ask(
                                () -> desk.setPreference(name, text.apply(now)), _ -> {}, _ -> {});
        javafx.beans.value.ChangeListener<T> listener = (_, _, now) -> save.accept(now);
        value.addListener(listener);
        subscriptions.add(() -> value.removeListener(listener));
    }
}
