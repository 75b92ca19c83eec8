// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

/// How far an epoch is.
public sealed interface EpochState {
    /// Shards are moving.
    ///
    /// @param weight shards of the nodes that have all of theirs
    record Syncing(int weight) implements EpochState {}

    /// Enough nodes have their shards.
    ///
    /// @param sinceMillis since when, in milliseconds since 1970
    record Done(long sinceMillis) implements EpochState {}

    /// The next committee and its capacity are settled.
    ///
    /// @param sinceMillis since when enough nodes have had the shards of the current epoch
    record Selected(long sinceMillis) implements EpochState {}
}
