// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The week in hours of local wall-clock time, Monday 00:00 first.
///
/// @param cells 168 letters: `f` free, `l` light only, `o` off
public record HoursGrid(String cells) {
    /// What an hour allows.
    public enum Cell {
        /// Everything.
        FREE,
        /// Staying in touch and answering.
        LIGHT,
        /// Staying in touch only.
        OFF
    }

    /// Hours in a week.
    public static final int CELLS = 168;

    /// No hour is special.
    public static final HoursGrid FREE = new HoursGrid("f".repeat(CELLS));

    private static final int HOURS_PER_DAY = 24;

    /// Refuses any other length or letter.
    public HoursGrid {
        if (cells.length() != CELLS || !cells.chars().allMatch(c -> "flo".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("hours grid of " + cells.length() + " cells");
        }
    }

    /// The same, empty if it is not a grid.
    public static Optional<HoursGrid> parse(String cells) {
        try {
            return Optional.of(new HoursGrid(cells));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Every day alike.
    ///
    /// @param day 24 letters, midnight first
    public static HoursGrid everyDay(String day) {
        return new HoursGrid(day.repeat(DayOfWeek.values().length));
    }

    /// Heavy work from 23:00 to 06:00 only.
    public static HoursGrid cheapPower() {
        return everyDay("f".repeat(6) + "l".repeat(17) + "f");
    }

    /// Nothing is allowed at any hour.
    public boolean isAllOff() {
        return cells.chars().allMatch(c -> c == 'o');
    }

    /// What the hour of a time allows.
    public Cell at(Instant now, ZoneId zone) {
        return at(now.atZone(zone));
    }

    /// When a different cell begins, `Instant.MAX` if all are alike.
    public Instant nextChange(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        Cell here = at(local);
        Instant hour = local.truncatedTo(ChronoUnit.HOURS).toInstant();
        // one more day than a week, for weeks with a change of the clock
        for (int i = 1; i <= CELLS + HOURS_PER_DAY; i++) {
            Instant next = hour.plus(Duration.ofHours(i));
            if (at(next.atZone(zone)) != here) {
                return next.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
            }
        }
        return Instant.MAX;
    }

    private Cell at(ZonedDateTime local) {
        int index = (local.getDayOfWeek().getValue() - 1) * HOURS_PER_DAY + local.getHour();
        return switch (cells.charAt(index)) {
            case 'f' -> Cell.FREE;
            case 'l' -> Cell.LIGHT;
            default -> Cell.OFF;
        };
    }
}
