// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A limit as a part of the line or as a speed.
///
/// @param value percent (1 to 100) or Mbit/s (0.1 to 100 000)
/// @param unit which of the two
public record LineRate(double value, Unit unit) {
    /// What the number counts.
    public enum Unit {
        /// Part of the line's speed.
        PERCENT,
        /// A million bits a second.
        MEGABITS
    }

    // longer than any number a person types, short enough for the pattern
    private static final int MAX_TEXT = 32;
    private static final double MIN_MEGABITS = 0.1;
    private static final double MAX_MEGABITS = 100_000;
    private static final double BITS_PER_BYTE = 8;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?(%|Mbit/s)");

    /// Refuses values out of range.
    public LineRate {
        boolean fits =
                unit == Unit.PERCENT
                        ? value >= 1 && value <= 100
                        : value >= MIN_MEGABITS && value <= MAX_MEGABITS;
        if (!fits) {
            throw new IllegalArgumentException("rate of " + value + " " + unit);
        }
    }

    /// A part of the line.
    public static LineRate percent(double value) {
        return new LineRate(value, Unit.PERCENT);
    }

    /// A speed in Mbit/s.
    public static LineRate megabits(double value) {
        return new LineRate(value, Unit.MEGABITS);
    }

    /// Reads `30 %` or `12.5 Mbit/s`; empty for anything else or out of range.
    public static Optional<LineRate> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Matcher match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(match.group(1));
        try {
            return Optional.of(match.group(2).equals("%") ? percent(value) : megabits(value));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Bytes a second on a line of that many bits a second.
    public long bytesPerSecond(long lineBitsPerSecond) {
        double bits = unit == Unit.PERCENT ? lineBitsPerSecond * value / 100 : value * Sizes.MB;
        return Math.round(bits / BITS_PER_BYTE);
    }

    /// As in the file.
    public String text() {
        String number =
                value == Math.rint(value)
                        ? Long.toString(Math.round(value))
                        : String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "");
        return unit == Unit.PERCENT ? number + " %" : number + " Mbit/s";
    }
}
