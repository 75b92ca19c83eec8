// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.util.Objects;
import java.util.Optional;

/// How much of something is used, of how much is allowed.
///
/// @param used now
/// @param allowed by the rules; empty figure when there is no limit
/// @param resting why nothing is allowed
public record Gauge(Figure<Long> used, Figure<Long> allowed, Optional<Sentence> resting) {
    public Gauge {
        Objects.requireNonNull(used);
        Objects.requireNonNull(allowed);
        Objects.requireNonNull(resting);
    }
}
