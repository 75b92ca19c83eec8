// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.util.Map;
import java.util.Objects;

/// A blob of the owner as the ledger has it.
///
/// @param bytes size of the file
/// @param encodedBytes size of the space that is paid for
/// @param registeredEpoch when it was registered
/// @param endEpoch first epoch in which it is gone
/// @param isCertified whether a quorum has confirmed it
/// @param isInvalid whether it was proved to be encoded wrongly
public record OwnedBlob(
        BlobId blobId,
        ObjectId object,
        long bytes,
        long encodedBytes,
        long registeredEpoch,
        long endEpoch,
        boolean isCertified,
        boolean isDeletable,
        boolean isInvalid,
        Map<String, String> attributes) {
    public OwnedBlob {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(object);
        attributes = Map.copyOf(attributes);
    }
}
