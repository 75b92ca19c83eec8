// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.hash.HashEngine;
import haulout.redstuff.MetadataVerificationException.Reason;
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

    /// Checks, in this order: the encoding type is supported, there are as many pairs as shards,
    /// the length is one that can be coded, and the identifier is the one that follows from all of
    /// it.
    ///
    /// @param config of the network
    /// @throws MetadataVerificationException at the first check that fails
    public VerifiedBlobMetadata verify(EncodingConfig config, HashEngine engine)
            throws MetadataVerificationException {
        if (!metadata.encodingType().isSupported()) {
            throw refused(new Reason.UnsupportedEncoding(metadata.encodingType()));
        }
        int pairCount = metadata.hashes().size();
        if (pairCount != config.shardCount()) {
            throw refused(new Reason.WrongPairCount(pairCount, config.shardCount()));
        }
        long length = metadata.unencodedLength();
        if (Long.compareUnsigned(length, config.maxBlobBytes()) > 0) {
            throw refused(new Reason.BlobTooLarge(length, config.maxBlobBytes()));
        }
        Hash32 root = metadata.root(engine);
        BlobId actual = metadata.blobIdFor(root);
        if (!actual.equals(blobId)) {
            throw refused(new Reason.WrongBlobId(actual, blobId));
        }
        return new VerifiedBlobMetadata(config, blobId, metadata, root);
    }

    private MetadataVerificationException refused(Reason reason) {
        return new MetadataVerificationException(blobId, reason);
    }
}
