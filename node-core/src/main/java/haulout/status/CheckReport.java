// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One health check.
///
/// @param check its name, as `drive.present`
/// @param subject which of several it is about; empty if there is one
/// @param title what is checked
/// @param why why it matters
/// @param measured what was found
/// @param limit what it is held against
/// @param lastRun when it was last looked at; empty if never
/// @param deadline until when a failure can be mended without loss
/// @param remedies what can be done, the best first
public record CheckReport(
        String check,
        String subject,
        Level level,
        Sentence title,
        Sentence why,
        Sentence measured,
        Sentence limit,
        Optional<Instant> lastRun,
        Optional<Instant> deadline,
        List<Remedy> remedies) {
    /// What a check found.
    public enum Level {
        /// All is well.
        FINE,
        /// Nobody has looked, or nobody can.
        UNKNOWN,
        /// Good to fix.
        TIP,
        /// Should be fixed.
        ATTENTION,
        /// Must be fixed.
        AT_RISK
    }

    public CheckReport {
        Objects.requireNonNull(check);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(level);
        Objects.requireNonNull(title);
        Objects.requireNonNull(why);
        Objects.requireNonNull(measured);
        Objects.requireNonNull(limit);
        Objects.requireNonNull(lastRun);
        Objects.requireNonNull(deadline);
        remedies = List.copyOf(remedies);
    }
}
