// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.help;

import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Help says: guide, glossary, licences.
final class HelpViewModel {
    /// Chapters of the guide, in the order in which a new owner meets them.
    static final List<String> CHAPTERS =
            List.of(
                    "what",
                    "first",
                    "green",
                    "rest",
                    "away",
                    "earn",
                    "stake",
                    "files",
                    "damage",
                    "practice",
                    "trouble");

    /// Words of the glossary.
    static final List<String> TERMS =
            List.of(
                    "piece",
                    "kept",
                    "check",
                    "record",
                    "trial",
                    "period",
                    "keeps",
                    "held",
                    "outside",
                    "relay",
                    "mended",
                    "helpfile",
                    "sheet",
                    "aside",
                    "neighbour");

    private static final Logger log = LoggerFactory.getLogger(HelpViewModel.class);

    private final ScreenContext context;
    private final Words words;

    HelpViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
    }

    /// A word and what it means.
    record Term(String word, String meaning) {}

    /// The glossary, in the order of the reader's alphabet, of those that hold a text.
    List<Term> glossary(String searched) {
        String wanted = searched.strip().toLowerCase(words.formats().locale());
        Predicate<Term> fits =
                term ->
                        (term.word() + " " + term.meaning())
                                .toLowerCase(words.formats().locale())
                                .contains(wanted);
        Comparator<Object> alphabet = Collator.getInstance(words.formats().locale());
        return TERMS.stream()
                .map(term ->
                        new Term(
                                words.say("help.term." + term),
                                words.say("help.term." + term + ".text")))
                .filter(fits)
                .sorted(Comparator.comparing(Term::word, alphabet))
                .toList();
    }

    /// The version of the program; empty if it is not known, as when it runs from its sources.
    static String version() {
        String version = HelpViewModel.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /// What it runs on.
    String machine() {
        return words.say(
                "help.about.machine",
                Runtime.version().toString(),
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
    }

    /// Reads a text that is shipped with the program, away from the FX thread.
    void text(String name, Consumer<String> then) {
        context.runner().compute(() -> read(name), then);
    }

    private String read(String name) {
        try (InputStream stream = HelpViewModel.class.getResourceAsStream("/META-INF/" + name)) {
            return stream == null
                    ? words.say("help.about.missing")
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            log.warn("a shipped text could not be read", broken);
            return words.say("help.about.missing");
        }
    }
}
