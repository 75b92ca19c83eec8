// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.redstuff.SliverVerificationException.Reason;
import java.util.Arrays;

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
        requireSameNetwork(metadata);
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

    /// As [#verify(Sliver, VerifiedBlobMetadata)], of a payload where it lies: nothing is copied
    /// unless it is refused.
    ///
    /// @param bytes only read, and kept until the next call
    /// @param offset where the payload begins
    public void verify(
            Axis axis,
            SliverIndex index,
            int symbolBytes,
            byte[] bytes,
            int offset,
            int payloadBytes,
            VerifiedBlobMetadata metadata)
            throws SliverVerificationException {
        requireSameNetwork(metadata);
        boolean fits =
                index.value() < config.shardCount()
                        && payloadBytes == metadata.sliverBytes(axis)
                        && symbolBytes == metadata.symbolBytes();
        if (fits) {
            expansion.expand(axis, bytes, offset, payloadBytes, symbolBytes);
            if (expansion.root().equals(metadata.hash(axis, index))) {
                return;
            }
        }
        byte[] payload = Arrays.copyOfRange(bytes, offset, offset + payloadBytes);
        verify(new Sliver(axis, index, symbolBytes, payload), metadata); // to say what is wrong
        throw new IllegalStateException("a sliver is wrong where it lies, and right as a copy");
    }

    private void requireSameNetwork(VerifiedBlobMetadata metadata) {
        if (!metadata.config().equals(config)) {
            throw new IllegalArgumentException(
                    "metadata for "
                            + metadata.config().shardCount()
                            + " shards, verifier for "
                            + config.shardCount());
        }
    }

    private static SliverVerificationException refused(
            Sliver sliver, VerifiedBlobMetadata metadata, Reason reason) {
        return new SliverVerificationException(metadata.blobId(), sliver, reason);
    }
}
