// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A number together with how good it is. What is not known has no number, so that nobody shows 0.
///
/// @param <T> what is measured
public sealed interface Figure<T> {
    /// A known value.
    ///
    /// @param at when it was so
    record Known<T>(T value, Quality quality, Instant at) implements Figure<T> {
        public Known {
            Objects.requireNonNull(value);
            Objects.requireNonNull(quality);
            Objects.requireNonNull(at);
        }
    }

    /// No value.
    ///
    /// @param why why there is none, for people
    record Unknown<T>(Sentence why) implements Figure<T> {
        public Unknown {
            Objects.requireNonNull(why);
        }
    }

    /// How sure a value is.
    enum Quality {
        /// The ledger or the drive says so.
        CONFIRMED,
        /// Worked out from what is known.
        ESTIMATED,
        /// It was so, and has not been asked since.
        LAST_KNOWN
    }

    /// A confirmed value.
    static <T> Figure<T> confirmed(T value, Instant at) {
        return new Known<>(value, Quality.CONFIRMED, at);
    }

    /// An estimate.
    static <T> Figure<T> estimated(T value, Instant at) {
        return new Known<>(value, Quality.ESTIMATED, at);
    }

    /// No value, not yet.
    static <T> Figure<T> unknown() {
        return new Unknown<>(Sentence.of("figure.unknown"));
    }

    /// The value, if there is one.
    default Optional<T> asOptional() {
        return switch (this) {
            case Known<T>(T value, var _, var _) -> Optional.of(value);
            case Unknown<T> _ -> Optional.empty();
        };
    }
}
