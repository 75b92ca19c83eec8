// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Wording ENGLISH = new Wording(Locale.UK, ZoneId.of("UTC"));
    private static final Wording GERMAN = new Wording(Locale.GERMANY, ZoneId.of("Europe/Berlin"));

    private static String english(String key, Term... terms) {
        return ENGLISH.say(Sentence.of(key, terms), NOW);
    }

    private static String german(String key, Term... terms) {
        return GERMAN.say(Sentence.of(key, terms), NOW);
    }

    @Test
    void amountsCountInThousands() {
        assertEquals("0 bytes", english("value.bytes", new Term.Bytes(0)));
        assertEquals("999 bytes", english("value.bytes", new Term.Bytes(999)));
        assertEquals("1 KB", english("value.bytes", new Term.Bytes(1_000)));
        assertEquals("62.4 GB", english("value.bytes", new Term.Bytes(62_400_000_000L)));
        assertEquals("62,4 GB", german("value.bytes", new Term.Bytes(62_400_000_000L)));
        assertEquals("1 GB", english("value.bytes", new Term.Bytes(999_999_999)));
        assertEquals("1 TB", english("value.bytes", new Term.Bytes(1_000_000_000_000L)));
        assertEquals("no limit", english("value.bytes", new Term.Bytes(Long.MAX_VALUE)));
    }

    @Test
    void speedsAreBitsASecond() {
        assertEquals("0.4 Mbit/s", english("value.bytes", new Term.Rate(50_000)));
        assertEquals("100 Mbit/s", english("value.bytes", new Term.Rate(12_500_000)));
    }

    @Test
    void spansHaveTheUnitsOfEverydayLife() {
        assertEquals("0 s", english("value.span", new Term.Span(Duration.ZERO)));
        assertEquals("250 ms", english("value.span", new Term.Span(Duration.ofMillis(250))));
        assertEquals("90 s", english("value.span", new Term.Span(Duration.ofSeconds(90))));
        assertEquals("2 min", english("value.span", new Term.Span(Duration.ofSeconds(120))));
        assertEquals("5 h 20 min", english("value.span", new Term.Span(Duration.ofMinutes(320))));
        assertEquals("30 days", english("value.span", new Term.Span(Duration.ofDays(30))));
    }

    @Test
    void timesHaveTheDayUnlessItIsToday() {
        assertEquals("From 15:00 on", english("ends.at", new Term.At(NOW.plusSeconds(3 * 3600))));
        assertEquals("Ab 16:00", german("ends.at", new Term.At(NOW.plusSeconds(3 * 3600))));
        assertEquals(
                "From Tuesday 08:00 on",
                english("ends.at", new Term.At(NOW.plusSeconds(20 * 3600))));
        assertEquals("From never on", english("ends.at", new Term.At(Instant.MAX)));
        assertEquals(
                "From Wed 11 Mar 2026, 12:00 on",
                english("ends.at", new Term.At(NOW.plus(Duration.ofDays(9)))));
        assertEquals(
                "From Sun 1 Mar 2026, 12:00 on",
                english("ends.at", new Term.At(NOW.minus(Duration.ofDays(1)))));
    }

    @Test
    void aSecondPatternStandsForOne() {
        assertEquals("After 3 quiet minutes", english("ends.user", new Term.Count(3)));
        assertEquals("After a quiet minute", english("ends.user", new Term.Count(1)));
        assertEquals("Nach einer ruhigen Minute", german("ends.user", new Term.Count(1)));
    }

    @Test
    void moneyIsNeverRoundedUpAndSmallSumsStay() {
        assertEquals("5.10 WAL", english("value.money", new Term.Money(5_109_999_999L)));
        assertEquals("0.000000001 WAL", english("value.money", new Term.Money(1)));
        assertEquals("0 WAL", english("value.money", new Term.Money(0)));
        assertEquals("0.0000379 WAL", english("value.money", new Term.Money(37_959)));
        assertEquals("0.42 WAL", english("value.money", new Term.Money(420_000_000)));
    }

    @Test
    void partsNearTheEndsKeepTheirTenths() {
        assertEquals("99.4 %", english("value.percent", new Term.Percent(99.4)));
        assertEquals("50 %", english("value.percent", new Term.Percent(50.4)));
        assertEquals("0.2 %", english("value.percent", new Term.Percent(0.2)));
        assertEquals("100 %", english("value.percent", new Term.Percent(100)));
    }

    @Test
    void thisComputersOwnDriveIsNotCalledADriveTwice() {
        assertEquals("Drive F: is not there", english("rule.drive", Term.drive("F:")));
        Term own = Term.drive(Term.OWN_DRIVE);
        assertEquals("This computer's drive is not there", english("rule.drive", own));
        assertEquals("Laufwerk dieses Computers ist heiß", german("rule.heat.drive", own));
        assertEquals(
                "Heavy work rests – this computer's drive is not there. Starts again at midnight.",
                english(
                        "status.healthy-light-uncounted",
                        new Term.Part(Sentence.of("rule.drive", own)),
                        new Term.Part(Sentence.of("ends.midnight"))));
    }

    @Test
    void aSentenceWithinASentenceBeginsSmallUnlessItIsAName() {
        assertEquals(
                "Storing 62.4 GB. Heavy work rests – you are using the computer. "
                        + "Starts again after 3 quiet minutes.",
                english(
                        "status.healthy-light",
                        new Term.Bytes(62_400_000_000L),
                        new Term.Part(Sentence.of("rule.user")),
                        new Term.Part(Sentence.of("ends.user", new Term.Count(3)))));
        assertEquals(
                "Heavy work rests – F-Zero is open. Starts again when it has been closed for 30 s.",
                english(
                        "status.healthy-light-uncounted",
                        new Term.Part(Sentence.of("rule.app.named", new Term.Name("F-Zero"))),
                        new Term.Part(
                                Sentence.of("ends.app", new Term.Span(Duration.ofSeconds(30))))));
    }

    @Test
    void whatIsMissingIsShownAndNothingFails() {
        assertEquals("no.such.key", english("no.such.key"));
        assertEquals("From – on", english("ends.at"));
        assertEquals("{0}", english("value.name", new Term.Name("{0}")));
    }

    @Test
    void anUnknownLanguageGetsEnglishWordsWhateverTheComputerSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Wording welsh = new Wording(Locale.of("cy"), ZoneId.of("UTC"));
            assertEquals(
                    "Your own files need the space", welsh.say(Sentence.of("rule.floor"), NOW));
        } finally {
            Locale.setDefault(before);
        }
    }
}
