// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;

/// Blobs that the operator does not give to anybody. Storing and synchronising them goes on. Called
/// from many threads; must not block.
@FunctionalInterface
public interface BlockList {
    /// Nothing is blocked.
    BlockList NONE = blobId -> false;

    /// Whether a blob is on the list.
    boolean isBlocked(BlobId blobId);
}
