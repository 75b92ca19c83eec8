// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.home.SettingsDesk;
import haulout.ui.text.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The words of the language that is chosen now, for what is said outside of the window.
///
/// Threads: any.
final class Spoken implements Supplier<Words> {
    private final SettingsDesk settings;
    private final ZoneId zone;
    private final InstantSource clock;
    private @Nullable Locale language;
    private @Nullable Words words;

    Spoken(SettingsDesk settings, ZoneId zone, InstantSource clock) {
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public synchronized Words get() {
        Locale chosen =
                settings.preference(SettingsDesk.LANGUAGE)
                        .map(Locale::forLanguageTag)
                        .orElse(Locale.getDefault());
        Words known = words;
        if (known == null || !chosen.equals(language)) {
            // read from files, so only when it is another one
            known = Words.of(chosen, zone, clock);
            words = known;
            language = chosen;
        }
        return known;
    }
}
