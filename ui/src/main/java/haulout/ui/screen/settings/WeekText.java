// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.HoursGrid;
import haulout.ui.text.Words;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A week of hours in words.
final class WeekText {
    private static final int HOURS = 24;

    private final Words words;
    private final Locale locale;

    WeekText(Words words) {
        this.words = words;
        this.locale = words.formats().locale();
    }

    /// Short names of the days, Monday first.
    List<String> days() {
        return Stream.of(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale))
                .toList();
    }

    /// An hour of the day, as a clock shows it.
    String hour(int hour) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(LocalTime.of(hour % HOURS, 0))
                .replace('\u202f', '\u00a0');
    }

    /// An hour of the week, as `Mon 14:00–15:00`.
    String hourOfWeek(int index) {
        int hour = index % HOURS;
        return days().get(index / HOURS) + " " + hour(hour) + "–" + hour(hour + 1);
    }

    /// Each day as stretches: `Mon: 00:00–06:00 free, 06:00–00:00 light only`.
    List<String> describe(HoursGrid grid) {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < days().size(); day++) {
            String cells = grid.cells().substring(day * HOURS, (day + 1) * HOURS);
            lines.add(words.say("settings.hours.day", days().get(day), stretches(cells)));
        }
        return lines;
    }

    private String stretches(String cells) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int hour = 1; hour <= HOURS; hour++) {
            if (hour == HOURS || cells.charAt(hour) != cells.charAt(from)) {
                String kind = words.say(key(cells.charAt(from)));
                boolean whole = from == 0 && hour == HOURS;
                parts.add(
                        whole
                                ? words.say("settings.hours.whole", kind)
                                : words.say("settings.hours.part", hour(from), hour(hour), kind));
                from = hour;
            }
        }
        return String.join(", ", parts);
    }

    /// The word for what an hour allows.
    static String key(char cell) {
        return switch (cell) {
            case 'f' -> "settings.hours.free";
            case 'l' -> "settings.hours.light";
            default -> "settings.hours.off";
        };
    }
}
