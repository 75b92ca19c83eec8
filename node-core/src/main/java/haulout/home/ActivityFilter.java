// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Which events are wanted.
///
/// @param kinds empty for all
/// @param words empty for all
/// @param reader in whose language the words are
public record ActivityFilter(
        Set<ActivityEvent.Kind> kinds, Optional<Instant> from, String words, Locale reader) {
    public ActivityFilter {
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(from);
        Objects.requireNonNull(words);
        Objects.requireNonNull(reader);
    }
}
