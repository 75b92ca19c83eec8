// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Instant;
import java.util.Objects;

/// A line of the technical log.
///
/// @param part which part of the program
public record LogLine(long number, Instant at, Level level, String part, String text) {
    /// How important a line is.
    public enum Level {
        /// For those who look for a fault.
        DEBUG,
        /// Usual.
        INFO,
        /// Unusual.
        WARNING,
        /// Something failed.
        ERROR
    }

    public LogLine {
        Objects.requireNonNull(at);
        Objects.requireNonNull(level);
        Objects.requireNonNull(part);
        Objects.requireNonNull(text);
    }
}
