// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.text;

import haulout.home.Figure;
import haulout.text.Sentence;
import haulout.text.Term;
import haulout.text.Wording;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is said, in one language. Immutable; safe for use from any thread.
public final class Words {
    /// Bundles, each with a file for English and one for every other language.
    public static final List<String> BUNDLES =
            List.of(
                    "common",
                    "shell",
                    "core",
                    "home",
                    "storage",
                    "work",
                    "earnings",
                    "staking",
                    "health",
                    "files",
                    "neighbours",
                    "activity",
                    "settings",
                    "help",
                    "leave",
                    "firstrun");

    /// Languages that are complete. The first is that of the files without a suffix.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /// Below that seconds are not worth counting.
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Words.class);
    private static final Pattern PRACTICE_NAME = Pattern.compile("n\\d{1,4}");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(,lower)?}");

    private final Map<String, String> patterns;
    private final Formats formats;
    private final Wording core;
    private final InstantSource clock;

    private Words(
            Map<String, String> patterns, Formats formats, Wording core, InstantSource clock) {
        this.patterns = Map.copyOf(patterns);
        this.formats = formats;
        this.core = core;
        this.clock = clock;
    }

    /// Words in the language that is nearest to a locale.
    public static Words of(Locale locale, ZoneId zone, InstantSource clock) {
        Map<String, String> patterns = read(Locale.ENGLISH);
        if (locale.getLanguage().equals("de")) {
            patterns.putAll(read(Locale.GERMAN));
        }
        return new Words(
                patterns, new Formats(locale, zone, clock), new Wording(locale, zone), clock);
    }

    /// Words with every pattern changed, to try out long, accented or reversed languages.
    public static Words changed(
            UnaryOperator<String> change, Locale locale, ZoneId zone, InstantSource clock) {
        Map<String, String> patterns = read(Locale.ENGLISH);
        patterns.replaceAll((_, pattern) -> change.apply(pattern));
        return new Words(
                patterns,
                new Formats(locale, zone, clock),
                new Wording(locale, zone, change),
                clock);
    }

    /// The patterns of a language by their keys, without those of English that it lacks.
    public static Map<String, String> read(Locale language) {
        String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language.getLanguage();
        Map<String, String> patterns = new HashMap<>();
        for (String bundle : BUNDLES) {
            Properties file = new Properties();
            try (Reader reader = open(bundle + suffix + ".properties")) {
                file.load(reader);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            file.stringPropertyNames().forEach(key -> patterns.put(key, file.getProperty(key)));
        }
        return patterns;
    }

    private static Reader open(String name) {
        return new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8);
    }

    /// How numbers and times are written.
    public Formats formats() {
        return formats;
    }

    /// Whether there is such a text.
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// Every key.
    public Set<String> keys() {
        return patterns.keySet();
    }

    /// A text; values are put in its places as they are.
    public String say(String key, Object... values) {
        return fill(pattern(key), index -> index < values.length ? "" + values[index] : "");
    }

    /// A text that counts something.
    public String count(String key, long number) {
        return say(Sentence.of(key, new Term.Count(number)));
    }

    /// A sentence of the node, in the same words in which every other surface says it.
    public String say(Sentence sentence) {
        String key = sentence.key();
        if (core.knows(key)) {
            return core.say(sentence, clock.instant());
        }
        Optional<Long> first =
                sentence.terms().stream()
                        .filter(Term.Count.class::isInstance)
                        .map(term -> ((Term.Count) term).number())
                        .findFirst();
        if (first.isPresent() && first.get() == 1 && has(key + ".one")) {
            key += ".one";
        }
        List<Term> terms = sentence.terms();
        if (!has(key)) {
            log.warn("no words for {}", key);
            return unworded(sentence);
        }
        return fill(pattern(key), index -> index < terms.size() ? say(terms.get(index)) : "");
    }

    /// A sentence whose words are missing still shows its values.
    private String unworded(Sentence sentence) {
        StringBuilder text = new StringBuilder(sentence.key());
        sentence.terms().forEach(term -> text.append(" · ").append(say(term)));
        return text.toString();
    }

    /// A value within a sentence.
    public String say(Term term) {
        return switch (term) {
            case Term.Name(String text) -> text;
            case Term.Count(long number) -> formats.count(number);
            case Term.Bytes(long bytes) -> formats.bytes(bytes);
            case Term.Rate(long rate) -> formats.rate(rate);
            case Term.Percent(double percent) -> formats.percent(percent);
            case Term.Degrees(double celsius) -> formats.decimal(celsius, 0) + "\u00a0°C";
            case Term.Span(var length) -> formats.span(length);
            case Term.At(var moment) -> formats.moment(moment);
            case Term.Money(long frost) -> formats.money(frost);
            case Term.Part(Sentence sentence) -> say(sentence);
        };
    }

    /// How long ago a moment is: a moment, or a length of time.
    public String ago(Instant moment) {
        Duration passed = formats.since(moment);
        return passed.compareTo(JUST_NOW) < 0
                ? say("ago.now")
                : say("ago.past", formats.span(passed));
    }

    /// A value, or a dash if it is not known.
    public <T> String figure(Figure<T> figure, Function<? super T, String> format) {
        return switch (figure) {
            case Figure.Known<T> known -> format.apply(known.value());
            case Figure.Unknown<T> _ -> say("figure.dash");
        };
    }

    /// How good a value is: confirmed, estimated, last known at a time, or why there is none.
    public String quality(Figure<?> figure) {
        return switch (figure) {
            case Figure.Known<?>(var _, Figure.Quality quality, var at) ->
                    switch (quality) {
                        case CONFIRMED -> say("figure.confirmed");
                        case ESTIMATED -> say("figure.estimated");
                        case LAST_KNOWN -> say("figure.last", formats.moment(at));
                    };
            case Figure.Unknown<?>(Sentence why) -> say(why);
        };
    }

    /// What people call a node. In practice networks it is known by its place, as `n3`.
    public String node(String name, boolean isSelf) {
        if (isSelf && PRACTICE_NAME.matcher(name).matches()) {
            return say("node.self");
        }
        if (!PRACTICE_NAME.matcher(name).matches()) {
            return name;
        }
        String place = name.substring(1);
        // where there is no node of one's own, its place is that of another
        return place.equals("0") ? say("node.place.first") : say("node.place", place);
    }

    private String pattern(String key) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            log.warn("no words for {}", key);
            return key;
        }
        return pattern;
    }

    private static String fill(String pattern, Function<Integer, String> value) {
        return PLACE.matcher(pattern)
                .replaceAll(place -> {
                    String text = value.apply(Integer.parseInt(place.group(1)));
                    return Matcher.quoteReplacement(place.group(2) == null ? text : small(text));
                });
    }

    // an abbreviation as "SSD" stays as it is
    private static String small(String text) {
        return text.length() > 1 && !Character.isUpperCase(text.charAt(1))
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }
}
