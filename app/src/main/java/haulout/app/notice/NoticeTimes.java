// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;

/// When the owner wants to hear of anything, as chosen in the settings. Pure.
///
/// @param hasQuiet whether there are quiet hours
/// @param from hour at which they begin
/// @param to hour at which they end; the same as `from` for none
record NoticeTimes(boolean hasQuiet, int from, int to, ZoneId zone) {
    /// At most one ordinary announcement in this time.
    static final Duration ORDINARY_PACE = Duration.ofHours(6);

    private static final int FROM = 22;
    private static final int TO = 8;
    private static final int LAST_HOUR = 23;

    /// Reads the preferences.
    static NoticeTimes of(Function<String, Optional<String>> preference, ZoneId zone) {
        return new NoticeTimes(
                !preference.apply("notify.quiet").equals(Optional.of("false")),
                hour(preference.apply("notify.quiet.from"), FROM),
                hour(preference.apply("notify.quiet.to"), TO),
                zone);
    }

    private static int hour(Optional<String> text, int usual) {
        return text.filter(one -> one.matches("\\d{1,2}"))
                .map(Integer::parseInt)
                .filter(hour -> hour <= LAST_HOUR)
                .orElse(usual);
    }

    /// When the quiet hours end that hold now; empty if none do.
    Optional<Instant> quietUntil(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        int hour = here.getHour();
        boolean quiet =
                hasQuiet
                        && from != to
                        && (from < to ? hour >= from && hour < to : hour >= from || hour < to);
        if (!quiet) {
            return Optional.empty();
        }
        ZonedDateTime end = here.toLocalDate().atTime(LocalTime.of(to, 0)).atZone(zone);
        return Optional.of((end.isAfter(here) ? end : end.plusDays(1)).toInstant());
    }

    /// Whether a notice may be shown now.
    ///
    /// @param fullScreen whether an app fills the screen
    /// @param lastOrdinary when the last ordinary one was shown
    boolean allow(Notice notice, Instant now, boolean fullScreen, Optional<Instant> lastOrdinary) {
        Optional<Instant> quiet = quietUntil(now);
        // nobody knows when a film ends, so a deadline of today counts
        Instant heldUntil = quiet.orElse(fullScreen ? now.plus(Duration.ofHours(3)) : now);
        boolean isHeld = quiet.isPresent() || fullScreen;
        boolean cannotWait =
                notice.isUrgent()
                        && notice.deadline().filter(end -> end.isBefore(heldUntil)).isPresent();
        if (isHeld && !cannotWait) {
            return false;
        }
        return notice.isUrgent()
                || lastOrdinary.map(last -> !now.isBefore(last.plus(ORDINARY_PACE))).orElse(true);
    }
}
