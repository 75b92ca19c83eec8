// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Rules about when the computer may be used.
public interface SettingsDesk {
    /// What holds.
    Settings current();

    /// Has other settings hold, within two seconds and for good.
    CompletionStage<Void> apply(Settings settings);

    /// What is contradictory in settings; empty if nothing is.
    List<Sentence> contradictions(Settings settings);

    /// What settings would have allowed in the past days.
    CompletionStage<Forecast> forecast(Settings settings);

    /// Says whether the network that looks like a phone's is one; see the check `hotspot`.
    CompletionStage<Void> answerHotspot(boolean isHotspot);

    /// Whether something was said about such networks. Never waits.
    boolean hasHotspotAnswers();

    /// Forgets what was said about such networks, so that each is asked about again.
    CompletionStage<Void> forgetHotspots();

    /// Preference of the window's language, as a language tag. The tray, which is there without a
    /// window, speaks it as well.
    String LANGUAGE = "look.language";

    /// Preference that is `true` where the core offers its counters to collectors of such.
    String METRICS_PAGE = "metrics.page";

    /// A preference of the window, by its name; empty if it was never set.
    Optional<String> preference(String name);

    /// Keeps a preference of the window.
    CompletionStage<Void> setPreference(String name, String value);
}
