// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.time.Duration;
import java.util.function.Predicate;

/// A measured value with its age, or unknown.
public sealed interface Reading<T> {
    /// Time between samples of cheap probes.
    Duration FAST = Duration.ofSeconds(1);

    /// Time between samples of costly probes: processes, windows, drives.
    Duration SLOW = Duration.ofSeconds(5);

    /// Samples after which a value counts as unknown.
    int FRESH_SAMPLES = 3;

    /// A value and how long ago it was measured.
    record Known<T>(T value, Duration age) implements Reading<T> {}

    /// No probe, or none that answers.
    record Unknown<T>() implements Reading<T> {}

    /// A value measured now.
    static <T> Reading<T> of(T value) {
        return new Known<>(value, Duration.ZERO);
    }

    /// Nothing is known.
    static <T> Reading<T> unknown() {
        return new Unknown<>();
    }

    /// The value, or what stands for it if it is unknown or older than three samples.
    default T or(Duration sample, T instead) {
        return this instanceof Known<T>(T value, Duration age) && isFresh(age, sample)
                ? value
                : instead;
    }

    /// Whether there is a value not older than three samples.
    default boolean isKnown(Duration sample) {
        return this instanceof Known<T> known && isFresh(known.age(), sample);
    }

    /// Whether there is such a value and it meets a condition.
    default boolean is(Duration sample, Predicate<T> condition) {
        return this instanceof Known<T>(T value, Duration age)
                && isFresh(age, sample)
                && condition.test(value);
    }

    private static boolean isFresh(Duration age, Duration sample) {
        // subtracted, because Duration multiplies by way of decimals, twenty times a second
        Duration left = age;
        for (int i = 0; i < FRESH_SAMPLES; i++) {
            left = left.minus(sample);
        }
        return !age.isNegative() && !left.isPositive();
    }
}
