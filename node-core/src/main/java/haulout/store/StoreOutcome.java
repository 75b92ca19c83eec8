// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// What became of something that was to be stored. Either way it is durable now.
public enum StoreOutcome {
    /// It was not there and is now flushed to the drive.
    STORED,
    /// It was there, whole; nothing was written.
    ALREADY_STORED
}
