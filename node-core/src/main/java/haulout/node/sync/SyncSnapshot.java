// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// How far synchronisation is, at one moment.
///
/// @param shardCount shards that are fetched or rebuilt, or wait for it
/// @param blobCount blobs that are completed, or wait for it
/// @param sliversDone slivers stored since the start
/// @param bytesDone bytes of them
/// @param sliversOfSpell of these, since there was nothing to do
/// @param sliversLeft slivers known to be left
/// @param sliversPerSecond as of late
/// @param bytesPerSecond as of late
/// @param expectedEnd when all is done if it goes on like that, empty if there is nothing to say
public record SyncSnapshot(
        int shardCount,
        int blobCount,
        long sliversDone,
        long bytesDone,
        long sliversOfSpell,
        long sliversLeft,
        double sliversPerSecond,
        double bytesPerSecond,
        Optional<Instant> expectedEnd) {
    public SyncSnapshot {
        Objects.requireNonNull(expectedEnd);
    }
}
