// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A quarter of an hour of the program's life, as it is kept.
///
/// @param free heavy work was free to run
/// @param rested heavy work was held back
/// @param silent of both, when others got no answers
/// @param reason why it rested most, in a form that only its writer knows
public record QuarterRow(
        Instant start, Duration free, Duration rested, Duration silent, Optional<String> reason) {
    public QuarterRow {
        Objects.requireNonNull(start);
        Objects.requireNonNull(free);
        Objects.requireNonNull(rested);
        Objects.requireNonNull(silent);
        Objects.requireNonNull(reason);
    }
}
