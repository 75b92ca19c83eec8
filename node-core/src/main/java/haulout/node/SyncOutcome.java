// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// How a synchronisation ended. Failure is no end: it goes on trying.
public enum SyncOutcome {
    /// Everything is here.
    COMPLETE,
    /// It is no longer wanted, or the node stops.
    CANCELLED
}
