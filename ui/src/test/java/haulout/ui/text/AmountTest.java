// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AmountTest {
    @Test
    void everyDigitThatThereIsIsShown() {
        assertEquals("1.00", Amount.exact(1_000_000_000L, Locale.UK));
        assertEquals("0.000000001", Amount.exact(1, Locale.UK));
        assertEquals("9,223,372,036.854775807", Amount.exact(Long.MAX_VALUE, Locale.UK));
        assertEquals("1.250,5000001", Amount.exact(1_250_500_000_100L, Locale.GERMANY));
        assertEquals("0.000000001", Amount.plain(1));
    }

    @Test
    void whatIsTypedIsReadToTheLastDigit() {
        assertEquals(OptionalLong.of(1), Amount.parse("0.000000001", Locale.UK));
        assertEquals(OptionalLong.of(1_500_000_000L), Amount.parse(" 1,5 ", Locale.GERMANY));
        assertEquals(
                OptionalLong.of(Long.MAX_VALUE), Amount.parse("9223372036.854775807", Locale.UK));
    }

    @Test
    void groupsAreReadWhereTheLanguageHasThemAndNowhereElse() {
        long five = 5_000_000_000_000L;
        assertEquals(OptionalLong.of(five), Amount.parse("5.000", Locale.GERMANY));
        assertEquals(OptionalLong.of(five), Amount.parse("5000", Locale.GERMANY));
        assertEquals(
                OptionalLong.of(10_000_500_000_000L), Amount.parse("10.000,5", Locale.GERMANY));
        assertEquals(OptionalLong.of(five), Amount.parse("5,000", Locale.UK));
        for (String text : new String[] {"1.5", "5.00", "50.00", "1,000.5", "5000.000"}) {
            assertEquals(OptionalLong.empty(), Amount.parse(text, Locale.GERMANY), text);
        }
        for (String text : new String[] {"5,00", "1.000,5", "1,2345", "1.", ".", ","}) {
            assertEquals(OptionalLong.empty(), Amount.parse(text, Locale.UK), text);
        }
    }

    @Test
    void whatIsNoAmountIsRefused() {
        for (String text :
                new String[] {
                    "", "0", "-1", "1.0000000001", "9223372036.854775808", "1,5", "a", "1e3", "NaN"
                }) {
            assertEquals(OptionalLong.empty(), Amount.parse(text, Locale.UK), text);
        }
    }
}
