// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/// How much money people are told of, in WAL and without a unit; 1 WAL is 10⁹ FROST. Every surface
/// says the same sum in the same digits. No floating point on the way.
public final class MoneyText {
    /// FROST of a WAL, as a power of ten.
    public static final int DIGITS = 9;

    private static final int CENTS = 2;

    // what is there is never said to be nothing
    private static final MathContext SMALL = new MathContext(3, RoundingMode.DOWN);

    // no guess is worth more
    private static final MathContext GUESS = new MathContext(2, RoundingMode.HALF_EVEN);

    private MoneyText() {}

    /// A sum that is known: two digits after the point, under 1 WAL the first three that count.
    /// Rounded down, so that what is said to be there is there.
    public static String of(long frost, Locale locale) {
        BigDecimal wal = BigDecimal.valueOf(frost, DIGITS);
        BigDecimal shown = isSmall(wal) ? wal.round(SMALL) : wal.setScale(CENTS, RoundingMode.DOWN);
        return format(shown, wal.signum() == 0 ? 0 : CENTS, locale);
    }

    /// A sum that is only guessed: whole WAL from 10 on, the first two digits that count below.
    public static String about(long frost, Locale locale) {
        BigDecimal wal = BigDecimal.valueOf(frost, DIGITS);
        BigDecimal shown =
                wal.abs().compareTo(BigDecimal.TEN) >= 0
                        ? wal.setScale(0, RoundingMode.HALF_EVEN)
                        : wal.round(GUESS);
        return format(shown, 0, locale);
    }

    private static boolean isSmall(BigDecimal wal) {
        return wal.signum() != 0 && wal.abs().compareTo(BigDecimal.ONE) < 0;
    }

    private static String format(BigDecimal shown, int leastDigits, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(leastDigits);
        format.setMaximumFractionDigits(DIGITS);
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(shown);
    }
}
