// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.time.Instant;
import java.util.Objects;

/// Something that happened, as it is kept.
///
/// @param number grows with time; 0 before it is kept
/// @param kind what it is about
/// @param sentence what is said of it, in a form that only its writer knows
public record Happening(long number, Instant at, String kind, String sentence) {
    public Happening {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
    }
}
