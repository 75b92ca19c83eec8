// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// What a node did that no good node does, as far as it can be told from outside.
public enum Misdeed {
    /// It gave a sliver, or symbols of one, that do not belong to the blob.
    SLIVER,
    /// It gave metadata that are not the blob's.
    METADATA,
    /// It signed with another key, or signed something else.
    SIGNATURE,
    /// It said the opposite of what more than f shards' nodes say.
    STATUS,
    /// It answered with what is no answer.
    ANSWER,
    /// It did not show the key that the ledger has of it.
    KEY,
    /// It took so long that others were asked in its place.
    LATE
}
