// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import haulout.text.MoneyText;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Numbers, sizes, times and money for a reader.
///
/// Sizes are decimal (GB = 10⁹ bytes). Safe for use from any thread.
public final class Formats {
    private static final String[] SIZES = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final String WAL = "WAL";

    /// A space that does not break, so that a number stays with its unit.
    private static final String GAP = "\u00a0";

    private final Locale locale;
    private final ZoneId zone;
    private final InstantSource clock;

    /// @param clock says what today is
    public Formats(Locale locale, ZoneId zone, InstantSource clock) {
        this.locale = locale;
        this.zone = zone;
        this.clock = clock;
    }

    /// The reader's language.
    public Locale locale() {
        return locale;
    }

    /// The reader's time zone.
    public ZoneId zone() {
        return zone;
    }

    /// A number of things.
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// A number with at most so many digits after the point.
    public String decimal(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /// A size, with three digits that count.
    public String bytes(long bytes) {
        int unit = 0;
        double size = bytes;
        while (Math.abs(size) >= 999.5 && unit < SIZES.length - 1) {
            size /= 1000;
            unit++;
        }
        return decimal(size, unit == 0 || size >= 100 ? 0 : 1) + GAP + SIZES[unit];
    }

    /// A size to the byte.
    public String exactBytes(long bytes) {
        return count(bytes) + GAP + "B";
    }

    /// A speed of a drive.
    public String rate(long bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /// A speed of a line, in bits as providers say it.
    public String lineRate(long bytesPerSecond) {
        double megabits = bytesPerSecond * 8 / 1e6;
        return decimal(megabits, megabits >= 100 ? 0 : 1) + GAP + "Mbit/s";
    }

    /// A part of a whole, 0 to 100; never rounded up to 100 or down to 0.
    public String percent(double percent) {
        int digits = (percent > 0 && percent < 1) || (percent > 99 && percent < 100) ? 2 : 1;
        double shown = percent < 100 ? Math.min(percent, 99.99) : percent;
        return decimal(percent >= 10 && percent <= 99 ? Math.rint(shown) : shown, digits)
                + GAP
                + "%";
    }

    /// Money, with its unit.
    public String money(long frost) {
        return amount(frost) + GAP + WAL;
    }

    /// Money to the last digit, with its unit.
    public String exactMoney(long frost) {
        return Amount.exact(frost, locale) + GAP + WAL;
    }

    /// Money in WAL without the unit, for where that stands beside it.
    public String amount(long frost) {
        return MoneyText.of(frost, locale);
    }

    /// Money that is only guessed, in WAL without the unit: no more digits than the guess is worth.
    public String about(long frost) {
        return MoneyText.about(frost, locale);
    }

    /// A length of time in its two largest units.
    public String span(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 1) {
            return decimal(length.toMillis() / 1000.0, 1) + GAP + "s";
        }
        if (seconds < 60) {
            return seconds + GAP + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + GAP + "min";
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        String day = locale.getLanguage().equals("de") ? "T." : "d";
        return pair(seconds / 86_400, day, seconds % 86_400 / 3600, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = large + GAP + largeUnit;
        return small == 0 ? first : first + GAP + small + GAP + smallUnit;
    }

    /// A time of day.
    public String clock(Instant moment) {
        return clock(moment.atZone(zone).toLocalTime());
    }

    /// A time of day, of any day.
    public String clock(LocalTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(time)
                .replace('\u202f', '\u00a0');
    }

    /// A day, with its weekday; the year only if it is another.
    public String day(Instant moment) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        boolean german = locale.getLanguage().equals("de");
        String pattern = german ? "EEE, d. MMM" : "EEE d MMM";
        if (day.getYear() != today().getYear()) {
            pattern += " yyyy";
        }
        return DateTimeFormatter.ofPattern(pattern, locale).format(day).replace(' ', '\u00a0');
    }

    /// A moment: only the time if it is today, else the day as well.
    public String moment(Instant moment) {
        ZonedDateTime when = moment.atZone(zone);
        return when.toLocalDate().equals(today())
                ? clock(moment)
                : day(moment) + GAP + clock(moment);
    }

    /// A month; the year only if it is another.
    public String month(YearMonth month) {
        String pattern = month.getYear() == today().getYear() ? "LLLL" : "LLLL yyyy";
        return DateTimeFormatter.ofPattern(pattern, locale).format(month);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /// How long ago a moment is; never negative.
    public Duration since(Instant moment) {
        Duration ago = Duration.between(moment, clock.instant());
        return ago.isNegative() ? Duration.ZERO : ago;
    }

    /// What is left until a moment; never negative.
    public Duration until(Instant moment) {
        Duration left = Duration.between(clock.instant(), moment);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
