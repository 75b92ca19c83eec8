// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Forecast;
import haulout.home.HomeException;
import haulout.home.SettingsDesk;
import haulout.resources.keep.SettingsFile;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The owner's rules and preferences, in their file.
final class HeldSettings implements SettingsDesk {
    private static final String WINDOW = "window.";

    private final SettingsFile file;
    private final Errands errands;

    HeldSettings(SettingsFile file, Errands errands) {
        this.file = file;
        this.errands = errands;
    }

    @Override
    public Settings current() {
        return file.current();
    }

    @Override
    public CompletionStage<Void> apply(Settings settings) {
        return errands.tell(() -> {
            List<Sentence> wrong = contradictions(settings);
            if (!wrong.isEmpty()) {
                throw new HomeException(wrong.getFirst());
            }
            file.write(settings);
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
        // nothing is recorded yet
        return errands.ask(() -> new Forecast(Duration.ZERO, Duration.ZERO, List.of(), List.of()));
    }

    @Override
    public Optional<String> preference(String name) {
        return file.preference(WINDOW + name);
    }

    @Override
    public CompletionStage<Void> setPreference(String name, String value) {
        return errands.tell(() -> file.setPreference(WINDOW + name, value));
    }
}
