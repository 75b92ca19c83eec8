// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// How far back events are wanted.
enum Span {
    /// Since midnight.
    TODAY,
    /// The last seven days.
    WEEK,
    /// Everything.
    ALL;

    private static final int DAYS = 7;

    /// The first moment; empty for no limit.
    Optional<Instant> from(Instant now, ZoneId zone) {
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone);
        return switch (this) {
            case ALL -> Optional.empty();
            case TODAY -> Optional.of(midnight.toInstant());
            case WEEK -> Optional.of(midnight.minusDays(DAYS - 1).toInstant());
        };
    }

    String key() {
        return "activity.span." + name().toLowerCase(Locale.ROOT);
    }
}
