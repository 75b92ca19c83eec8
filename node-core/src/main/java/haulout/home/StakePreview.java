// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.Objects;

/// What an action on a stake would do.
///
/// @param fee FROST
public record StakePreview(
        long frost, long fee, Instant takesEffect, Sentence canUndo, Sentence worstCase) {
    public StakePreview {
        Objects.requireNonNull(takesEffect);
        Objects.requireNonNull(canUndo);
        Objects.requireNonNull(worstCase);
    }
}
