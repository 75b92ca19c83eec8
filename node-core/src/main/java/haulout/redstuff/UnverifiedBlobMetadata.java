// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import java.util.Objects;

/// Metadata that claims to be that of a blob.
///
/// @param blobId the claimed identifier
/// @param metadata what it says
public record UnverifiedBlobMetadata(BlobId blobId, BlobMetadata metadata) {
    public UnverifiedBlobMetadata {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(metadata);
    }
}
