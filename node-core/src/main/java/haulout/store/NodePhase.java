// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// What a node is busy with. Source: walrus-service `node/storage/node_status`.
public enum NodePhase {
    /// It is not in the committee.
    STANDBY,
    /// It is in the committee, in step with the ledger.
    ACTIVE,
    /// It is new in the committee and fetches the metadata of all certified blobs.
    RECOVER_METADATA,
    /// It works through events of epochs that are over.
    RECOVERY_CATCH_UP,
    /// It checks and mends every certified blob, having missed epochs.
    RECOVERY_IN_PROGRESS
}
