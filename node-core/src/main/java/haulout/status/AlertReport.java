// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Something that the owner should know or do.
///
/// @param check the health check that found it, as `drive.present`
/// @param subject which of several it is about; empty if there is one
/// @param sentence what is the matter and what happens if nothing is done
/// @param deadline until when it can be mended without loss
/// @param remedies what can be done, the best first
public record AlertReport(
        String check,
        String subject,
        Level level,
        Sentence sentence,
        Instant since,
        Optional<Instant> deadline,
        List<Remedy> remedies) {
    /// How bad it is.
    public enum Level {
        /// Good to know.
        TIP,
        /// Should be mended.
        ATTENTION,
        /// Something will be lost.
        AT_RISK
    }

    public AlertReport {
        Objects.requireNonNull(check);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(level);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(since);
        Objects.requireNonNull(deadline);
        remedies = List.copyOf(remedies);
    }
}
