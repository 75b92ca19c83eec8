// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import java.util.List;
import java.util.Objects;

/// What the metadata of a blob says, without an identifier. Nothing of it is checked: [#claimedAs] and then
/// [UnverifiedBlobMetadata#verify].
///
/// @param encodingType how the blob is coded
/// @param unencodedLength bytes of the blob, as an unsigned 64-bit number (a negative value is a length beyond 2^63)
/// @param hashes one entry for each sliver pair, in the order of the pairs
public record BlobMetadata(EncodingType encodingType, long unencodedLength, List<SliverPairHashes> hashes) {
    public BlobMetadata {
        Objects.requireNonNull(encodingType);
        hashes = List.copyOf(hashes);
    }

    /// This metadata together with the identifier that somebody says it has.
    public UnverifiedBlobMetadata claimedAs(BlobId blobId) {
        return new UnverifiedBlobMetadata(blobId, this);
    }
}
