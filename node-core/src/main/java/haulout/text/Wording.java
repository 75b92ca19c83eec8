// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/// Says sentences in one language, with that language's numbers, units and times of day.
///
/// A pattern of a bundle has its terms as `{0}`, `{1}`, …; `{0,lower}` begins a sentence within a
/// sentence with a small letter, unless it begins with a name. A pattern whose key ends in `.one`
/// stands for the case that the first count is one, and one whose key ends in `.own` for the case
/// that it begins with this computer's own drive, which says itself that it is a drive. A key that
/// no bundle has is said as it is.
///
/// Immutable; for any thread.
public final class Wording {
    /// Where the bundles are.
    public static final String BUNDLE = "haulout.text.Sentences";

    private static final String ONE = ".one";
    private static final String OWN = ".own";
    // sentences within sentences; more would be a mistake that must not fill the stack
    private static final int MAX_DEPTH = 4;

    private final ResourceBundle bundle;
    private final UnaryOperator<String> change;
    private final Quantities quantities;

    /// @param zone the reader's time zone
    public Wording(Locale locale, ZoneId zone) {
        this(locale, zone, UnaryOperator.identity());
    }

    /// With every pattern changed, to try out long or accented languages.
    ///
    /// @param change keeps what stands in braces
    /// @param zone the reader's time zone
    public Wording(Locale locale, ZoneId zone, UnaryOperator<String> change) {
        Objects.requireNonNull(zone);
        this.change = change;
        this.bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        Wording.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        // numbers and words are of the same language, even where the words fall back to English
        this.quantities = new Quantities(locale, zone, this::pattern);
    }

    /// Says a sentence.
    ///
    /// @param now the moment at which it is read; decides which times need a day
    public String say(Sentence sentence, Instant now) {
        return say(sentence, now, 0);
    }

    /// Whether there are words for a key.
    public boolean knows(String key) {
        return bundle.containsKey(key);
    }

    private String say(Sentence sentence, Instant now, int depth) {
        String pattern = pattern(sentence);
        StringBuilder text = new StringBuilder(pattern.length() * 2);
        int at = 0;
        while (at < pattern.length()) {
            Optional<Slot> slot =
                    pattern.charAt(at) == '{' ? Slot.at(pattern, at) : Optional.empty();
            if (slot.isEmpty()) {
                text.append(pattern.charAt(at++));
                continue;
            }
            text.append(fill(slot.get(), sentence.terms(), now, depth));
            at = slot.get().end();
        }
        return text.toString();
    }

    private String fill(Slot slot, List<Term> terms, Instant now, int depth) {
        if (slot.index() >= terms.size()) {
            return "–";
        }
        Term term = terms.get(slot.index());
        if (!(term instanceof Term.Part(Sentence inner))) {
            return quantities.say(term, now);
        }
        if (depth >= MAX_DEPTH) {
            return "…";
        }
        String said = say(inner, now, depth + 1);
        return slot.isLower() && !beginsWithName(inner) ? small(said) : said;
    }

    private boolean beginsWithName(Sentence sentence) {
        return pattern(sentence).startsWith("{")
                && sentence.terms().stream()
                        .findFirst()
                        .filter(Term.Part.class::isInstance)
                        .isEmpty();
    }

    // an abbreviation as "SSD" stays as it is
    private String small(String text) {
        boolean word = text.length() > 1 && !Character.isUpperCase(text.charAt(1));
        return word
                ? text.substring(0, 1).toLowerCase(bundle.getLocale()) + text.substring(1)
                : text;
    }

    private String pattern(Sentence sentence) {
        boolean one =
                sentence.terms().stream()
                        .filter(Term.Count.class::isInstance)
                        .findFirst()
                        .map(count -> count.equals(new Term.Count(1)))
                        .orElse(false);
        boolean own =
                sentence.terms().stream()
                        .findFirst()
                        .filter(Term.drive(Term.OWN_DRIVE)::equals)
                        .isPresent();
        String special = sentence.key() + (one ? ONE : own ? OWN : "");
        return pattern(bundle.containsKey(special) ? special : sentence.key());
    }

    private String pattern(String key) {
        try {
            return change.apply(bundle.getString(key));
        } catch (MissingResourceException _) {
            return key;
        }
    }

    /// A place for a term within a pattern.
    private record Slot(int index, boolean isLower, int end) {
        private static final int MAX_TEXT = 16;
        private static final String LOWER = ",lower";

        static Optional<Slot> at(String pattern, int start) {
            int close = pattern.indexOf('}', start);
            if (close < 0 || close - start > MAX_TEXT) {
                return Optional.empty();
            }
            String inside = pattern.substring(start + 1, close);
            boolean lower = inside.endsWith(LOWER);
            String number = lower ? inside.substring(0, inside.length() - LOWER.length()) : inside;
            boolean digit = number.length() == 1 && Character.isDigit(number.charAt(0));
            return digit
                    ? Optional.of(new Slot(number.charAt(0) - '0', lower, close + 1))
                    : Optional.empty();
        }
    }
}
