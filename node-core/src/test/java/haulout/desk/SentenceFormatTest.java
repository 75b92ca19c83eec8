// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentenceFormatTest {
    @Test
    void everyKindOfTermIsReadAsItWasWritten() {
        Sentence sentence =
                Sentence.of(
                        "some.key",
                        new Term.Name("Data \"D:\""),
                        new Term.Count(-3),
                        new Term.Bytes(Long.MAX_VALUE),
                        new Term.Rate(12),
                        new Term.Percent(12.5),
                        new Term.Degrees(-4.25),
                        new Term.Span(Duration.ofMillis(90_061)),
                        new Term.At(Instant.ofEpochMilli(1_700_000_000_123L)),
                        new Term.Money(9_007_199_254_740_993L),
                        new Term.Part(Sentence.of("inner", new Term.Count(1))));
        assertEquals(sentence, SentenceFormat.decode(SentenceFormat.encode(sentence)));
    }

    @Test
    void whatANewerVersionWroteIsShownAsFarAsItIsKnown() {
        Sentence read =
                SentenceFormat.decode("{\"key\":\"k\",\"terms\":[{\"colour\":\"red\"},{}]}");
        assertEquals(Sentence.of("k", new Term.Name("–"), new Term.Name("–")), read);
    }

    @Test
    void whatIsNoSentenceIsShownAsItIs() {
        assertEquals(
                Sentence.of("activity.plain", new Term.Name("{broken")),
                SentenceFormat.decode("{broken"));
    }

    @Test
    void sentencesWithinSentencesEnd() {
        String text = "{\"key\":\"a\",\"terms\":[]}";
        for (int i = 0; i < 50; i++) {
            text = "{\"key\":\"a\",\"terms\":[{\"part\":" + text + "}]}";
        }
        int depth = 0;
        Sentence now = SentenceFormat.decode(text);
        while (now.terms().getFirst() instanceof Term.Part(Sentence inner)) {
            now = inner;
            depth++;
        }
        assertEquals(4, depth);
    }
}
