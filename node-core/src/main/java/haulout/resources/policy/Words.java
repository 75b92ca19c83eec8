// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;

/// Measured values, limits and ends as sentences.
final class Words {
    private Words() {}

    static Sentence unknown() {
        return Sentence.of("value.unknown");
    }

    static Sentence bytes(long bytes) {
        return Sentence.of("value.bytes", new Term.Bytes(bytes));
    }

    static Sentence freeBytes(long bytes) {
        return Sentence.of("value.free-bytes", new Term.Bytes(bytes));
    }

    static Sentence percent(double percent) {
        return Sentence.of("value.percent", new Term.Percent(Math.round(percent)));
    }

    static Sentence degrees(double celsius) {
        return Sentence.of("value.degrees", new Term.Degrees(Math.round(celsius)));
    }

    static Sentence span(Duration length) {
        return Sentence.of("value.span", new Term.Span(length));
    }

    static Sentence at(Instant moment) {
        return Sentence.of("ends.at", new Term.At(moment));
    }
}
