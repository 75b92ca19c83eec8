// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

/// Kinds of objects by which somebody pays for a blob.
public enum ObjectKind {
    /// It stays until its end.
    PERMANENT,
    /// Its owner may delete it.
    DELETABLE,
    /// It takes room of a storage pool, and may be deleted.
    POOLED
}
