// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Figure;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:42:00Z");
    private static final Words ENGLISH =
            Words.of(Locale.UK, ZoneOffset.UTC, InstantSource.fixed(NOW));
    private static final Words GERMAN =
            Words.of(Locale.GERMAN, ZoneOffset.UTC, InstantSource.fixed(NOW));

    @Test
    void everyLanguageHasTheSameKeys() {
        Set<String> english = new TreeSet<>(Words.read(Locale.ENGLISH).keySet());
        for (Locale language : Words.LANGUAGES) {
            assertEquals(english, new TreeSet<>(Words.read(language).keySet()), "" + language);
        }
    }

    @Test
    void everyLanguageHasTheSamePlacesForValues() {
        Map<String, String> english = Words.read(Locale.ENGLISH);
        Map<String, String> german = Words.read(Locale.GERMAN);
        Set<String> different = new TreeSet<>();
        english.forEach((key, pattern) -> {
            // the word for one thing need not name the number
            if (!key.endsWith(".one") && !places(pattern).equals(places(german.get(key)))) {
                different.add(key);
            }
        });
        assertEquals(Set.of(), different);
    }

    private static Set<String> places(String pattern) {
        return Pattern.compile("\\{(\\d)[,}]")
                .matcher(pattern)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void everyKeyThatTheSourcesNameExists() throws IOException {
        Pattern named =
                Pattern.compile("words(?:\\(\\))?\\s*\\.(?:say|count)\\(\\s*\"([^\"]+)\"\\s*[,)]");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (Path file : sources()) {
            Matcher matcher = named.matcher(Files.readString(file));
            while (matcher.find()) {
                found++;
                if (!ENGLISH.has(matcher.group(1))) {
                    missing.add(matcher.group(1));
                }
            }
        }
        assertTrue(found > 100, "only " + found + " keys were found");
        assertEquals(Set.of(), missing);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void noTextHasAWordThatPeopleNeedNotKnow() {
        Pattern technical =
                Pattern.compile(
                        "(?i)\\b(sliver|shard|chunk|erasure|audit|epoch|commission|collateral|nat|"
                                + "mnemonic|seed phrase|diagnostics|simply|please wait)s?\\b");
        Set<String> found = new TreeSet<>();
        Words.read(Locale.ENGLISH)
                .forEach((key, text) -> {
                    if (!key.startsWith("help.") && technical.matcher(text).find()) {
                        found.add(key + " = " + text);
                    }
                });
        assertEquals(Set.of(), found);
    }

    @Test
    void oneThingIsSingular() {
        assertEquals("1 thing needs a look", ENGLISH.count("header.bell.count", 1));
        assertEquals("2 things need a look", ENGLISH.count("header.bell.count", 2));
        assertEquals("1 Ding braucht einen Blick", GERMAN.count("header.bell.count", 1));
        assertEquals("2 Dinge brauchen einen Blick", GERMAN.count("header.bell.count", 2));
    }

    @Test
    void aSentenceIsSaidInTheReadersNumbers() {
        Sentence sentence = Sentence.of("home.confirmed", new Term.Bytes(62_400_000_000L));
        assertEquals("All checks passed 62.4\u00a0GB.", ENGLISH.say(sentence));
        assertEquals("Alle Prüfungen 62,4\u00a0GB bestanden.", GERMAN.say(sentence));
    }

    @Test
    void aSentenceWithoutWordsStillShowsItsValues() {
        assertEquals("no.such.key · 7", ENGLISH.say(Sentence.of("no.such.key", new Term.Count(7))));
    }

    @Test
    void whatIsNotKnownIsADashAndNeverZero() {
        assertEquals("–", ENGLISH.figure(Figure.<Long>unknown(), value -> "" + value));
        assertEquals("not known yet", ENGLISH.quality(Figure.unknown()));
        assertEquals("confirmed", ENGLISH.quality(Figure.confirmed(1L, NOW)));
    }

    @Test
    void aValueWithADollarSignStaysAsItIs() {
        assertFalse(ENGLISH.say("files.deleted", "a$1\\b").contains("null"));
        assertEquals("a$1\\b was deleted.", ENGLISH.say("files.deleted", "a$1\\b"));
    }

    @Test
    void oneThingHasOneGermanWord() {
        // who lends gives away for a while: without its prefix the verb is read as borrowing
        Pattern other =
                Pattern.compile(
                        "(?iu)\\b(leih\\w*|geliehen\\w*|hauptbuch|quittung\\w*|erträgen?|erträge"
                                + "|zwischenstelle|vermittlung|perioden?|testgeld|prüft…)(?!\\w)");
        assertEquals(Set.of(), said(Locale.GERMAN, other));
    }

    @Test
    void aMomentIsSaidWithoutAWordThatFitsOnlyItsClock() {
        assertEquals(
                Set.of(),
                said(
                        Locale.ENGLISH,
                        Pattern.compile("\\b(Resumes|resumes) at \\{|^At \\{|o'clock")));
        assertEquals(Set.of(), said(Locale.GERMAN, Pattern.compile("\\b[Uu]m \\{0}[.,]")));
    }

    @Test
    void whatIsNotRunningIsSaidSo() {
        assertEquals(
                Set.of(),
                said(
                        Locale.ENGLISH,
                        Pattern.compile(
                                "does not run\\b(?! after| before)|Best before|, as [a-z]+$")));
    }

    /// What of the window's and the node's words a pattern is found in.
    private static Set<String> said(Locale language, Pattern pattern) {
        Map<String, String> all = new HashMap<>(Words.read(language));
        ResourceBundle core =
                ResourceBundle.getBundle(
                        "haulout.text.Sentences",
                        language,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        core.keySet().forEach(key -> all.put("core " + key, core.getString(key)));
        Set<String> found = new TreeSet<>();
        all.forEach((key, text) -> {
            if (pattern.matcher(text).find()) {
                found.add(key + " = " + text);
            }
        });
        return found;
    }
}
