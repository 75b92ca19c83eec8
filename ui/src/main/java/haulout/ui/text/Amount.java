// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import haulout.text.MoneyText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Money to the last FROST: 1 WAL is 10⁹ FROST. No floating point on the way.
public final class Amount {
    /// FROST of a WAL, as a power of ten.
    public static final int DIGITS = MoneyText.DIGITS;

    /// The most characters that are read: longer than any amount, short enough to be parsed at
    /// once.
    private static final int MOST_TEXT = 32;

    private Amount() {}

    /// All digits that there are, at least two after the point.
    public static String exact(long frost, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(DIGITS);
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(BigDecimal.valueOf(frost, DIGITS));
    }

    /// All digits with a point, without groups, for files.
    public static String plain(long frost) {
        return BigDecimal.valueOf(frost, DIGITS).toPlainString();
    }

    /// Reads what somebody typed, as their language writes numbers; empty if it is no amount, is
    /// not over 0, or has more than nine digits after the point.
    public static OptionalLong parse(String typed, Locale locale) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > MOST_TEXT || !isPlain(text, locale)) {
            return OptionalLong.empty();
        }
        Optional<BigDecimal> wal = StrictNumber.read(text, locale);
        return wal.map(Amount::frost).orElse(OptionalLong.empty());
    }

    // a sign or a power of ten is nobody's way to write an amount
    private static boolean isPlain(String text, Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        return Character.isDigit(text.charAt(0))
                && Character.isDigit(text.charAt(text.length() - 1))
                && text.chars()
                        .allMatch(one ->
                                Character.isDigit(one)
                                        || one == symbols.getDecimalSeparator()
                                        || one == symbols.getGroupingSeparator());
    }

    private static OptionalLong frost(BigDecimal wal) {
        BigDecimal frost = wal.movePointRight(DIGITS);
        boolean fits =
                frost.signum() > 0
                        && frost.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                        && frost.stripTrailingZeros().scale() <= 0;
        return fits ? OptionalLong.of(frost.longValueExact()) : OptionalLong.empty();
    }
}
