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
        return Sentence.of("value.percent", part(Math.round(percent)));
    }

    static Sentence percent(long percent) {
        return Sentence.of("value.percent", part(percent));
    }

    static Term part(long percent) {
        return new Term.Percent((double) percent);
    }

    static Sentence degrees(long celsius) {
        return Sentence.of("value.degrees", heat(celsius));
    }

    static Term heat(long celsius) {
        return new Term.Degrees((double) celsius);
    }

    static Sentence degrees(double celsius) {
        return Sentence.of("value.degrees", heat(Math.round(celsius)));
    }

    static Sentence span(Duration length) {
        return Sentence.of("value.span", new Term.Span(length));
    }

    static Sentence at(Instant moment) {
        return Sentence.of("ends.at", new Term.At(moment));
    }
}
