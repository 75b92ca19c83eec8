// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// How far something is that takes long.
///
/// @param done of `total`
/// @param total 0 when not known
/// @param left time
/// @param waiting why it does not go on
public record TaskProgress(
        Sentence what, long done, long total, Figure<Duration> left, Optional<Sentence> waiting) {
    public TaskProgress {
        Objects.requireNonNull(what);
        Objects.requireNonNull(left);
        Objects.requireNonNull(waiting);
    }
}
