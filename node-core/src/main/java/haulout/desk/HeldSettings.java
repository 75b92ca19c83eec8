// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Forecast;
import haulout.home.HomeException;
import haulout.home.SettingsDesk;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The owner's rules and preferences.
final class HeldSettings implements SettingsDesk {
    private final Preferences preferences;
    private final Errands errands;
    private final Supplier<Settings> now;
    private final Change change;

    /// Has settings hold.
    @FunctionalInterface
    interface Change {
        /// Keeps them, and has them hold.
        void apply(Settings settings) throws Exception;
    }

    HeldSettings(
            Preferences preferences, Errands errands, Supplier<Settings> now, Change change) {
        this.preferences = preferences;
        this.errands = errands;
        this.now = now;
        this.change = change;
    }

    @Override
    public Settings current() {
        return now.get();
    }

    @Override
    public CompletionStage<Void> apply(Settings settings) {
        return errands.tell(() -> {
            List<Sentence> wrong = contradictions(settings);
            if (!wrong.isEmpty()) {
                throw new HomeException(wrong.getFirst());
            }
            change.apply(settings);
        });
    }

    @Override
    public List<Sentence> contradictions(Settings settings) {
        return settings.hours().isAllOff()
                ? List.of(Sentence.of("settings.all-off"))
                : List.of();
    }

    @Override
    public CompletionStage<Forecast> forecast(Settings settings) {
        return errands.ask(() -> new Forecast(Duration.ZERO, Duration.ZERO, List.of(), List.of()));
    }

    @Override
    public Optional<String> preference(String name) {
        return preferences.get("ui." + name);
    }

    @Override
    public CompletionStage<Void> setPreference(String name, String value) {
        return errands.tell(() -> preferences.set("ui." + name, value));
    }
}
