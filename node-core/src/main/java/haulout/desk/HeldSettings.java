// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.home.Forecast;
import haulout.home.HomeException;
import haulout.home.SettingsDesk;
import haulout.resources.forecast.WhatIf;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The owner's rules and preferences, in their files.
final class HeldSettings implements SettingsDesk {
    private static final String WINDOW = "window.";

    private final HouseRules rules;
    private final Errands errands;

    HeldSettings(HouseRules rules, Errands errands) {
        this.rules = rules;
        this.errands = errands;
    }

    @Override
    public Settings current() {
        return rules.settings();
    }

    @Override
    public CompletionStage<Void> apply(Settings settings) {
        return errands.tell(() -> {
            List<Sentence> wrong = contradictions(settings);
            if (!wrong.isEmpty()) {
                throw new HomeException(wrong.getFirst());
            }
            // a rule that is taken back must not end a pause that was begun meanwhile
            rules.change(held -> settings.with(held.mode()));
        });
    }

    @Override
    public List<Sentence> contradictions(Settings settings) {
        return rules.contradictions(settings);
    }

    @Override
    public CompletionStage<Forecast> forecast(Settings settings) {
        return errands.ask(() -> {
            WhatIf.Result result = rules.forecast(settings);
            return new Forecast(
                    result.perDay(), result.recorded(), result.hours(), result.strongest());
        });
    }

    @Override
    public CompletionStage<Void> answerHotspot(boolean isHotspot) {
        return errands.tell(() -> {
            rules.hotspots().answer(isHotspot);
            rules.loop().decide();
        });
    }

    @Override
    public boolean hasHotspotAnswers() {
        return rules.hotspots().hasAnswers();
    }

    @Override
    public CompletionStage<Void> forgetHotspots() {
        return errands.tell(rules.hotspots()::forget);
    }

    @Override
    public Optional<String> preference(String name) {
        return rules.settingsFile().preference(WINDOW + name);
    }

    @Override
    public CompletionStage<Void> setPreference(String name, String value) {
        return errands.tell(() -> rules.settingsFile().setPreference(WINDOW + name, value));
    }
}
