// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import haulout.crypto.MerkleNode;
import haulout.redstuff.SliverVerificationException.Reason;

/// Checks slivers against the metadata of their blobs.
///
/// Keeps scratch between slivers: at most two thirds of n symbols of the largest so far. Not
/// thread-safe.
public final class SliverVerifier {
    private final EncodingConfig config;
    private final SliverExpansion expansion;

    /// @throws IllegalArgumentException if blobs cannot be encoded for so few shards
    public SliverVerifier(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.expansion = new SliverExpansion(config, kernels);
    }

    /// Checks, in this order: there is a sliver of this index, the payload has the length that
    /// follows from the blob's, the stated symbol size is right, and the sliver's hash is the one
    /// in the metadata.
    ///
    /// The payload's length is checked before any work or memory is spent on it.
    ///
    /// @throws SliverVerificationException at the first check that fails
    /// @throws IllegalArgumentException if the metadata is that of another number of shards
    public VerifiedSliver verify(Sliver sliver, VerifiedBlobMetadata metadata)
            throws SliverVerificationException {
        if (!metadata.config().equals(config)) {
            throw new IllegalArgumentException(
                    "metadata for "
                            + metadata.config().shardCount()
                            + " shards, verifier for "
                            + config.shardCount());
        }
        if (sliver.index().value() >= config.shardCount()) {
            throw refused(
                    sliver,
                    metadata,
                    new Reason.IndexTooLarge(sliver.index(), config.shardCount()));
        }
        long expectedBytes = metadata.sliverBytes(sliver.axis());
        if (sliver.payloadBytes() != expectedBytes) {
            throw refused(
                    sliver, metadata, new Reason.WrongLength(sliver.payloadBytes(), expectedBytes));
        }
        if (sliver.symbolBytes() != metadata.symbolBytes()) {
            throw refused(
                    sliver,
                    metadata,
                    new Reason.WrongSymbolBytes(sliver.symbolBytes(), metadata.symbolBytes()));
        }
        expansion.expand(sliver.axis(), sliver.bytes(), sliver.symbolBytes());
        MerkleNode actual = expansion.root();
        MerkleNode expected = metadata.hash(sliver.axis(), sliver.index());
        if (!actual.equals(expected)) {
            throw refused(sliver, metadata, new Reason.RootMismatch(actual, expected));
        }
        return new VerifiedSliver(metadata.blobId(), sliver);
    }

    private static SliverVerificationException refused(
            Sliver sliver, VerifiedBlobMetadata metadata, Reason reason) {
        return new SliverVerificationException(metadata.blobId(), sliver, reason);
    }
}
