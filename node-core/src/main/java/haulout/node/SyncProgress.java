// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// How far synchronisation is.
///
/// @param shardCount shards that are being fetched or rebuilt, or wait for it
/// @param sliversDone slivers stored since the first of them started
/// @param sliversLeft slivers known to be missing
public record SyncProgress(int shardCount, long sliversDone, long sliversLeft) {
    /// Nothing to do.
    public static final SyncProgress IDLE = new SyncProgress(0, 0, 0);
}
