// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

/// Whether a node says that it has something.
public enum RemotePresence {
    STORED,
    /// In memory, until the blob is registered.
    BUFFERED,
    NONEXISTENT
}
