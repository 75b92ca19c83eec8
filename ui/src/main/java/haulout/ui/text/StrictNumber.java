// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/// Numbers as a person writes them in a language. Nothing is guessed: in German `1.5` is neither
/// one and a half nor fifteen, and `5.000` is five thousand.
public final class StrictNumber {
    private StrictNumber() {}

    /// A format that reads nothing but what it would write.
    ///
    /// @param grouped whether thousands are set apart
    public static DecimalFormat format(Locale locale, boolean grouped) {
        DecimalFormat format =
                NumberFormat.getNumberInstance(locale) instanceof DecimalFormat own
                        ? own
                        : new DecimalFormat();
        format.setParseBigDecimal(true);
        format.setStrict(true);
        format.setGroupingUsed(grouped);
        return format;
    }

    /// What number is written; empty if it is none.
    public static Optional<BigDecimal> read(String text, Locale locale) {
        String typed = text.strip();
        // a reader of groups wants them everywhere, one without them nowhere
        return read(typed, format(locale, true)).or(() -> read(typed, format(locale, false)));
    }

    private static Optional<BigDecimal> read(String text, DecimalFormat format) {
        try {
            // what is not finite is no such number
            return format.parse(text) instanceof BigDecimal number
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
