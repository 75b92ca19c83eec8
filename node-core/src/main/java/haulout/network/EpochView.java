// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Where the epoch stands.
///
/// @param phase how far it is
/// @param selection when the next committee is selected at the earliest, while that is ahead
/// @param change when the next epoch begins at the earliest; empty while shards move
/// @param length how long an epoch lasts
/// @param reportedWeight shards reported, while shards move; 0 otherwise
/// @param quorumWeight shards that have to be reported before the epoch runs
public record EpochView(
        long epoch,
        Phase phase,
        Optional<Instant> selection,
        Optional<Instant> change,
        Duration length,
        int reportedWeight,
        int quorumWeight) {
    /// How far an epoch is.
    public enum Phase {
        /// Shards move to their new holders.
        SYNCING,
        /// It runs.
        RUNNING,
        /// The next committee is selected.
        SELECTED
    }

    public EpochView {
        Objects.requireNonNull(phase);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(change);
        Objects.requireNonNull(length);
    }
}
