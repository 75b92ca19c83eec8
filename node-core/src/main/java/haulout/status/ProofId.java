// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

/// Things that must hold before the node may be shown as well.
public enum ProofId {
    /// The core answered.
    CORE,
    /// A drive in use has the marker that it should have.
    DRIVE_MARKER,
    /// A small file was written to a drive, flushed, read back and deleted.
    DRIVE_WRITE,
    /// Neighbours answered.
    PEERS,
    /// Somebody outside reached this computer.
    REACHED,
    /// The clock agrees with the network's.
    CLOCK,
    /// No alert says that something will be lost.
    NO_RISK,
    /// The network's last storage check was passed, or none was asked.
    STORAGE_CHECK
}
