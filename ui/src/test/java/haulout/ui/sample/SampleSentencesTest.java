// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Figure;
import haulout.text.Sentence;
import haulout.text.Wording;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The samples say what the core can say: otherwise tests and pictures show a window that never is.
class SampleSentencesTest {
    private static final Wording WORDING = new Wording(Locale.ENGLISH, ZoneOffset.UTC);

    /// What stands in a sentence whose value is missing.
    private static final String MISSING = "–";

    @ParameterizedTest
    @EnumSource(Sample.class)
    void everySentenceOfASnapshotHasWordsAndAllItsValues(Sample sample) throws Exception {
        List<Sentence> sentences = new ArrayList<>();
        collect(SampleSnapshots.of(sample), sentences);
        assertTrue(sentences.size() > 5, "only " + sentences.size());
        Set<String> wrong = new TreeSet<>();
        for (Sentence sentence : sentences) {
            boolean known = WORDING.knows(sentence.key());
            String said = WORDING.say(sentence, SampleSnapshots.NOW);
            if (!known || sentence.terms().isEmpty() && said.contains(MISSING)) {
                wrong.add(sentence.key() + ": " + said);
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private static void collect(Object value, List<Sentence> found) throws Exception {
        switch (value) {
            case Sentence sentence -> found.add(sentence);
            case Optional<?> maybe when maybe.isPresent() -> collect(maybe.get(), found);
            case Figure.Unknown<?>(Sentence why) -> found.add(why);
            case Collection<?> all -> {
                for (Object each : all) {
                    collect(each, found);
                }
            }
            case Map<?, ?> map -> collect(map.values(), found);
            case Record parts -> collectParts(parts, found);
            default -> {
                // numbers and names hold no sentences
            }
        }
    }

    private static void collectParts(Record parts, List<Sentence> found) throws Exception {
        if (!parts.getClass().getName().startsWith("haulout.")) {
            return;
        }
        for (RecordComponent part : parts.getClass().getRecordComponents()) {
            try {
                Object inner = part.getAccessor().invoke(parts);
                if (inner != null) {
                    collect(inner, found);
                }
            } catch (InvocationTargetException e) {
                throw new AssertionError(part.toString(), e);
            }
        }
    }

    @Test
    void everyKeyThatTheSamplesNameHasWords() throws IOException {
        Pattern named = Pattern.compile("Sentence\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (Path file : sources()) {
            Matcher matcher = named.matcher(Files.readString(file));
            while (matcher.find()) {
                found++;
                if (!WORDING.knows(matcher.group(1))) {
                    missing.add(matcher.group(1));
                }
            }
        }
        assertTrue(found > 5, "only " + found + " keys were found");
        assertEquals(Set.of(), missing);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files =
                Files.walk(Path.of("src", "test", "java", "haulout", "ui", "sample"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
