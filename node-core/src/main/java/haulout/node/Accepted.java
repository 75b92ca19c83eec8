// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// How an upload was taken. Which HTTP status follows also depends on whether the caller said that
/// the blob may not be registered yet.
public enum Accepted {
    /// It is new, and durable.
    STORED,
    /// It is new, and waits in memory for the blob's registration.
    BUFFERED,
    /// It was there already.
    ALREADY_THERE
}
