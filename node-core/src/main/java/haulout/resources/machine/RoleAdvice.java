// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import haulout.resources.machine.SelfRating.Rating;
import haulout.resources.settings.Sizes;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.util.List;

/// Which kinds of work suit a computer, and why. Pure.
public final class RoleAdvice {
    private static final int MOST = 3;
    private static final long GOOD_ENCODE = 100 * Sizes.MB;
    private static final long FAIR_ENCODE = 20 * Sizes.MB;
    private static final long GOOD_WRITE = 100 * Sizes.MB;
    private static final long FAIR_WRITE = 20 * Sizes.MB;
    private static final long GOOD_UP = 2_500_000;
    private static final long FAIR_UP = 600_000;
    private static final Duration GOOD_FLUSH = Duration.ofMillis(10);
    private static final Duration FAIR_FLUSH = Duration.ofMillis(60);
    private static final long LITTLE_MEMORY = 4 * Sizes.GB;

    private RoleAdvice() {}

    /// How well a kind of work suits.
    ///
    /// @param job as in [haulout.home.JobReport#job()]
    /// @param stars 0 to 3
    public record Advice(String job, int stars, Sentence basis) {}

    /// Rates every kind of work.
    ///
    /// @param upBytesPerSecond of the line, as far as is known
    /// @param lendBytes what would be lent
    /// @param isPortable whether it runs on battery at times
    public static List<Advice> of(
            Rating rating, long upBytesPerSecond, long lendBytes, boolean isPortable) {
        int encode = stars(rating.encodeRate(), FAIR_ENCODE, GOOD_ENCODE);
        int memory = rating.memoryBytes() < LITTLE_MEMORY ? 1 : MOST;
        int flush =
                rating.flushTime().compareTo(GOOD_FLUSH) <= 0
                        ? MOST
                        : rating.flushTime().compareTo(FAIR_FLUSH) <= 0 ? 2 : 1;
        int write = stars(rating.writeRate(), FAIR_WRITE, GOOD_WRITE);
        int keep = lendBytes == 0 ? 0 : Math.min(Math.min(flush, write), isPortable ? 1 : MOST);
        int answer = lendBytes == 0 ? 0 : Math.min(stars(upBytesPerSecond, FAIR_UP, GOOD_UP), keep);
        return List.of(
                new Advice(
                        "keep",
                        keep,
                        isPortable
                                ? Sentence.of("role.keep.portable")
                                : Sentence.of(
                                        "role.keep",
                                        new Term.Bytes(lendBytes),
                                        new Term.Span(rating.flushTime()))),
                new Advice(
                        "answer",
                        answer,
                        Sentence.of("role.answer", new Term.Rate(upBytesPerSecond))),
                new Advice(
                        "encode",
                        Math.min(encode, memory),
                        Sentence.of("role.encode", new Term.Bytes(rating.encodeRate()))),
                new Advice(
                        "repair",
                        Math.min(encode, memory),
                        Sentence.of("role.repair", new Term.Bytes(rating.encodeRate()))),
                new Advice(
                        "check",
                        Math.min(write, MOST),
                        Sentence.of("role.check", new Term.Bytes(rating.readRate()))));
    }

    private static int stars(long value, long fair, long good) {
        return value >= good ? MOST : value >= fair ? 2 : value > 0 ? 1 : 0;
    }
}
