// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import java.time.Duration;
import java.util.Locale;

/// How far back the bars go.
enum Period {
    /// The last 24 hours.
    DAY(Duration.ofDays(1)),
    /// The last seven days.
    WEEK(Duration.ofDays(7)),
    /// The last 31 days.
    MONTH(Duration.ofDays(31)),
    /// The last 366 days.
    YEAR(Duration.ofDays(366)),
    /// All that is kept.
    ALL(Duration.ofDays(36_500));

    private final Duration length;

    Period(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }

    String key() {
        return "earnings.period." + name().toLowerCase(Locale.ROOT);
    }
}
