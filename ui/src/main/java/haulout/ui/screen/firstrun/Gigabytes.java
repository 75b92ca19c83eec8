// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.ui.text.StrictNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
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

    /// What is written for a size.
    String write(long bytes) {
        DecimalFormat format = StrictNumber.format(locale, true);
        format.setMaximumFractionDigits(DIGITS);
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(GB)));
    }

    /// What size is written; empty if it is no number.
    ///
    /// @return bytes, which may be less than none
    Optional<Long> read(String text) {
        return StrictNumber.read(text, locale).map(Gigabytes::bytes);
    }

    private static long bytes(BigDecimal number) {
        return number.min(MOST)
                .max(MOST.negate())
                .setScale(DIGITS, RoundingMode.DOWN)
                .multiply(BigDecimal.valueOf(GB))
                .longValueExact();
    }
}
