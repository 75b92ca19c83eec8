// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GigabytesTest {
    private final Gigabytes english = new Gigabytes(Locale.UK);
    private final Gigabytes german = new Gigabytes(Locale.GERMAN);

    @Test
    void eachLanguageReadsItsOwnPointsToTheMegabyte() {
        assertEquals(Optional.of(1_500_000_000L), english.read("1.5"));
        assertEquals(Optional.of(1_500_000_000L), german.read(" 1,5 "));
        assertEquals(Optional.of(1_234_500_000_000L), english.read("1,234.5"));
        assertEquals(Optional.of(1_234_500_000_000L), german.read("1.234,5"));
        assertEquals(Optional.of(1_234_500_000_000L), german.read("1234,5"));
        assertEquals(Optional.of(150_123_000_000L), english.read("150.1239"));
        assertEquals(Optional.of(-3_000_000_000L), english.read("-3"));
    }

    @Test
    void whatIsNoNumberInThatLanguageIsNotGuessed() {
        for (String text : List.of("", " ", "GB", "1.5", "1,2,3", "150 GB", "1,234.5", "NaN")) {
            assertEquals(Optional.empty(), german.read(text), text);
        }
        for (String text : List.of("1,5", "1.234,5", "1e3x", "∞")) {
            assertEquals(Optional.empty(), english.read(text), text);
        }
    }

    @Test
    void aNumberThatNoDriveHasIsStillANumber() {
        assertEquals(Optional.of(9_223_372_036_000_000_000L), english.read("9".repeat(40)));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertEquals("1,234.5", english.write(1_234_500_000_000L));
        assertEquals("1.234,5", german.write(1_234_500_000_000L));
        for (long bytes : List.of(1_000_000_000L, 150_123_000_000L, 9_999_999_000_000L)) {
            assertEquals(Optional.of(bytes), english.read(english.write(bytes)));
            assertEquals(Optional.of(bytes), german.read(german.write(bytes)));
        }
    }
}
