// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

/// How a node took an upload.
public enum UploadOutcome {
    /// It is new there, and durable.
    STORED,
    /// It is new there, and may wait in memory for the blob's registration.
    ACCEPTED_PENDING,
    /// It was there already.
    ALREADY_THERE
}
