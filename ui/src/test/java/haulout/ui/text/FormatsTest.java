// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:42:00Z");
    private final Formats formats =
            new Formats(Locale.UK, ZoneOffset.UTC, InstantSource.fixed(NOW));

    @Test
    void sizesAreDecimalAndShort() {
        assertEquals("0\u00a0B", formats.bytes(0));
        assertEquals("999\u00a0B", formats.bytes(999));
        assertEquals("1\u00a0KB", formats.bytes(1000));
        assertEquals("62.4\u00a0GB", formats.bytes(62_400_000_000L));
        assertEquals("1\u00a0TB", formats.bytes(999_900_000_000L));
        assertEquals("412\u00a0MB", formats.bytes(412_000_000L));
    }

    @Test
    void nearlyAllIsNotAll() {
        assertEquals("99.99\u00a0%", formats.percent(99.999));
        assertEquals("100\u00a0%", formats.percent(100));
        assertEquals("0\u00a0%", formats.percent(0));
        assertEquals("64\u00a0%", formats.percent(64));
        assertEquals("0.4\u00a0%", formats.percent(0.4));
    }

    @Test
    void moneyIsInWal() {
        assertEquals("0.42\u00a0WAL", formats.money(420_000_000L));
        assertEquals("1,250.00", formats.amount(1_250_000_000_000L));
        assertEquals("0.0123", formats.amount(12_300_000L));
        assertEquals("0", formats.amount(0));
    }

    @Test
    void moneyIsRoundedDownAndNeverToNothing() {
        assertEquals("9,999.87", formats.amount(9_999_879_999_999L));
        assertEquals("0.999", formats.amount(999_999_999L));
        assertEquals("0.0000379", formats.amount(37_999L));
        assertEquals("0.000000001", formats.amount(1));
        assertEquals("9,223,372,036.85", formats.amount(Long.MAX_VALUE));
        Formats german = new Formats(Locale.GERMANY, ZoneOffset.UTC, InstantSource.fixed(NOW));
        assertEquals("9.999,87\u00a0WAL", german.money(9_999_870_000_000L));
    }

    @Test
    void aGuessHasNoMoreDigitsThanItIsWorth() {
        assertEquals("14", formats.about(14_300_000_000L));
        assertEquals("1,234", formats.about(1_234_100_000_000L));
        assertEquals("1.4", formats.about(1_430_000_000L));
        assertEquals("0.00038", formats.about(379_900L));
        assertEquals("0", formats.about(0));
    }

    @Test
    void spansHaveTheirTwoLargestUnits() {
        assertEquals("0.2\u00a0s", formats.span(Duration.ofMillis(200)));
        assertEquals("42\u00a0s", formats.span(Duration.ofSeconds(42)));
        assertEquals("5\u00a0h\u00a020\u00a0min", formats.span(Duration.ofMinutes(320)));
        assertEquals("6\u00a0d", formats.span(Duration.ofDays(6)));
    }

    @Test
    void todayNeedsNoDate() {
        assertEquals("10:31", formats.moment(Instant.parse("2026-11-20T10:31:00Z")));
        assertEquals(
                "Sat\u00a012\u00a0Dec\u00a010:31",
                formats.moment(Instant.parse("2026-12-12T10:31:00Z")));
    }
}
