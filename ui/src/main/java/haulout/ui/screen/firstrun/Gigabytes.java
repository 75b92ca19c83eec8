// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/// Gigabytes as a person writes them (GB = 10⁹ bytes), to the megabyte.
///
/// Nothing is guessed: in German `1.5` is neither one and a half nor fifteen.
final class Gigabytes {
    /// A gigabyte.
    static final long GB = 1_000_000_000L;

    /// No drive is larger, and what is larger would not be a number of bytes.
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / GB);

    private static final int DIGITS = 3;
    private final Locale locale;

    Gigabytes(Locale locale) {
        this.locale = locale;
    }

    private DecimalFormat format(boolean grouped) {
        DecimalFormat format =
                NumberFormat.getNumberInstance(locale) instanceof DecimalFormat own
                        ? own
                        : new DecimalFormat();
        format.setParseBigDecimal(true);
        format.setStrict(true);
        format.setGroupingUsed(grouped);
        format.setMaximumFractionDigits(DIGITS);
        format.setRoundingMode(RoundingMode.DOWN);
        return format;
    }

    /// What is written for a size.
    String write(long bytes) {
        return format(true).format(BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(GB)));
    }

    /// What size is written; empty if it is no number.
    ///
    /// @return bytes, which may be less than none
    Optional<Long> read(String text) {
        String typed = text.strip();
        // a reader of groups wants them everywhere, one without them nowhere
        return read(typed, true).or(() -> read(typed, false));
    }

    private Optional<Long> read(String text, boolean grouped) {
        try {
            // what is not finite is no such number
            return format(grouped).parse(text) instanceof BigDecimal number
                    ? Optional.of(bytes(number))
                    : Optional.empty();
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static long bytes(BigDecimal number) {
        return number.min(MOST)
                .max(MOST.negate())
                .setScale(DIGITS, RoundingMode.DOWN)
                .multiply(BigDecimal.valueOf(GB))
                .longValueExact();
    }
}
