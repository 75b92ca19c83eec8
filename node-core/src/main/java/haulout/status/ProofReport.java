// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What is known of one thing that must hold before the node may be shown as well.
///
/// @param subject which of several it is about, such as a drive's identity; empty if there is one
/// @param lastRun when it was last looked at; empty if never
/// @param freshness for how long a look counts
/// @param detail what was found
public record ProofReport(
        ProofId proof,
        String subject,
        Outcome outcome,
        Optional<Instant> lastRun,
        Duration freshness,
        Sentence detail) {
    /// What the last look found.
    public enum Outcome {
        /// It holds.
        PASSED,
        /// It does not hold.
        FAILED,
        /// Nobody looked yet, the look did not come back, or it is too old.
        UNKNOWN
    }

    public ProofReport {
        Objects.requireNonNull(proof);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(lastRun);
        Objects.requireNonNull(freshness);
        Objects.requireNonNull(detail);
    }
}
