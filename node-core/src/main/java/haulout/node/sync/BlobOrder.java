// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import haulout.core.Hash32;
import java.util.Optional;

/// Walking through blobs in the order of their IDs.
final class BlobOrder {
    /// The first ID there can be.
    static final BlobId FIRST = new BlobId(Hash32.ZERO);

    private BlobOrder() {}

    /// The ID behind another, empty behind the last there can be.
    static Optional<BlobId> after(BlobId blobId) {
        byte[] bytes = blobId.toBytes();
        for (int at = bytes.length - 1; at >= 0; at--) {
            bytes[at]++;
            if (bytes[at] != 0) {
                return Optional.of(BlobId.of(bytes));
            }
        }
        return Optional.empty();
    }
}
