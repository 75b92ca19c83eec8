// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What a quarter of an hour was spent with.
///
/// @param worked heavy work was free to run, and ran when there was some
/// @param rested the node ran and rested
/// @param away the node did not run
/// @param reason why it rested most
public record QuarterHour(
        Instant start, Duration worked, Duration rested, Duration away, Optional<Sentence> reason) {
    public QuarterHour {
        Objects.requireNonNull(start);
        Objects.requireNonNull(worked);
        Objects.requireNonNull(rested);
        Objects.requireNonNull(away);
        Objects.requireNonNull(reason);
    }
}
