// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

/// What an uploader says about the registration of its blob.
public enum Registration {
    /// It is on the ledger.
    DONE,
    /// It may still be under way: the node may keep what it gets in memory for a while.
    PENDING
}
