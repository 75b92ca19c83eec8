// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Values as people write them. Bytes count in thousands, speeds in Mbit/s.
final class Quantities {
    private static final long THOUSAND = 1_000;
    private static final String[] BYTE_UNITS = {
        "unit.bytes", "unit.kilobytes", "unit.megabytes", "unit.gigabytes", "unit.terabytes"
    };
    private static final double BITS_PER_BYTE = 8;
    private static final double MEGA = 1_000_000;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int SIGNIFICANT = 10;

    private final Locale locale;
    private final ZoneId zone;
    private final UnaryOperator<String> patterns;

    Quantities(Locale locale, ZoneId zone, UnaryOperator<String> patterns) {
        this.locale = locale;
        this.zone = zone;
        this.patterns = patterns;
    }

    String say(Term term, Instant now) {
        return switch (term) {
            case Term.Name(String text) -> text;
            case Term.Count(long number) -> number((double) number, 0);
            case Term.Bytes(long bytes) -> bytes(bytes);
            case Term.Rate(long rate) -> rate(rate);
            case Term.Percent(double percent) ->
                    fill("unit.percent", number(percent, isRound(percent) ? 0 : 1));
            case Term.Degrees(double celsius) -> fill("unit.celsius", number(celsius, 0));
            case Term.Span(Duration length) -> span(length);
            case Term.At(Instant moment) -> at(moment, now);
            case Term.Money(long frost) -> money(frost);
            case Term.Part(Sentence sentence) -> sentence.key();
        };
    }

    // tenths matter only near the ends: 99.4 % is not 99 %, and 0.2 % is not 0 %
    private static boolean isRound(double percent) {
        return percent == Math.rint(percent) || (percent >= 1 && percent < 99);
    }

    private String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    private String bytes(long bytes) {
        if (bytes == Long.MAX_VALUE) {
            return pattern("unit.unlimited");
        }
        int unit = 0;
        double value = bytes;
        // 999.95 MB would be written as 1,000 MB
        while (Math.abs(value) >= THOUSAND - 0.05 && unit < BYTE_UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return fill(BYTE_UNITS[unit], number(value, unit == 0 ? 0 : 1));
    }

    private String rate(long bytesPerSecond) {
        if (bytesPerSecond == Long.MAX_VALUE) {
            return pattern("unit.unlimited");
        }
        double megabits = bytesPerSecond * BITS_PER_BYTE / MEGA;
        return fill("unit.megabits", number(megabits, megabits >= SIGNIFICANT ? 0 : 1));
    }

    private String span(Duration length) {
        Duration time = length.isNegative() ? Duration.ZERO : length;
        if (time.toSeconds() < 1 && !time.isZero()) {
            return fill("unit.milliseconds", number((double) Math.max(1, time.toMillis()), 0));
        }
        if (time.toMinutes() < 1 || (time.toMinutes() < 2 && time.toSecondsPart() != 0)) {
            return fill("unit.seconds", number((double) time.toSeconds(), 0));
        }
        if (time.toHours() < 1) {
            return fill("unit.minutes", number((double) time.toMinutes(), 0));
        }
        if (time.toDays() < 2) {
            String hours = fill("unit.hours", number((double) time.toHours(), 0));
            return time.toMinutesPart() == 0
                    ? hours
                    : hours + " " + fill("unit.minutes", number(time.toMinutesPart(), 0));
        }
        return fill("unit.days", number((double) time.toDays(), 0));
    }

    private String at(Instant moment, Instant now) {
        if (moment.equals(Instant.MAX) || moment.equals(Instant.MIN)) {
            return pattern("unit.never");
        }
        ZonedDateTime local = moment.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        String clock =
                DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(local)
                        // older readers of text know only the ordinary space
                        .replace('\u202f', ' ');
        long days = local.toLocalDate().toEpochDay() - today.toEpochDay();
        if (days == 0) {
            return clock;
        }
        String weekday = local.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
        if (days > 0 && days < DAYS_OF_A_WEEK) {
            return pattern("unit.weekday").replace("{0}", weekday).replace("{1}", clock);
        }
        String date =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(local);
        return pattern("unit.date")
                .replace("{0}", local.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale))
                .replace("{1}", date)
                .replace("{2}", clock);
    }

    private String money(long frost) {
        return fill("unit.wal", MoneyText.of(frost, locale));
    }

    private String fill(String key, String value) {
        return pattern(key).replace("{0}", value);
    }

    private String pattern(String key) {
        return patterns.apply(key);
    }
}
