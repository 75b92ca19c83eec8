// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.hash.HashEngine;
import java.util.ArrayList;
import java.util.List;

/// Metadata that has the identifier which it goes by, and that fits the network's number of shards.
///
/// This says nothing about whether the blob was coded well. Made by
/// [UnverifiedBlobMetadata#verify], or by an encoder. Immutable.
public final class VerifiedBlobMetadata {
    private final EncodingConfig config;
    private final BlobId blobId;
    private final BlobMetadata metadata;
    private final Hash32 root;
    private final int symbolBytes;

    VerifiedBlobMetadata(EncodingConfig config, BlobId blobId, BlobMetadata metadata, Hash32 root) {
        this.config = config;
        this.blobId = blobId;
        this.metadata = metadata;
        this.root = root;
        this.symbolBytes = config.symbolBytes(metadata.unencodedLength());
    }

    /// The metadata of a blob that has just been coded here.
    ///
    /// @param rowRoots hashes of the n primary slivers, 32 bytes each, in the order of their
    ///   indices
    /// @param columnRoots hashes of the n secondary slivers, likewise
    static VerifiedBlobMetadata ofSliverHashes(
            EncodingConfig config,
            long unencodedLength,
            byte[] rowRoots,
            byte[] columnRoots,
            HashEngine engine) {
        int n = config.shardCount();
        List<SliverPairHashes> hashes = new ArrayList<>(n);
        for (int pair = 0; pair < n; pair++) {
            hashes.add(
                    new SliverPairHashes(
                            MerkleNode.of(Hash32.of(rowRoots, pair * Hash32.BYTES)),
                            MerkleNode.of(Hash32.of(columnRoots, (n - 1 - pair) * Hash32.BYTES))));
        }
        BlobMetadata metadata = new BlobMetadata(EncodingType.RS2, unencodedLength, hashes);
        Hash32 root = metadata.root(engine);
        return new VerifiedBlobMetadata(config, metadata.blobIdFor(root), metadata, root);
    }

    /// The identifier.
    public BlobId blobId() {
        return blobId;
    }

    /// What it says.
    public BlobMetadata metadata() {
        return metadata;
    }

    /// The network's number of shards and what follows from it.
    public EncodingConfig config() {
        return config;
    }

    /// The root hash, as the contract stores it.
    public Hash32 root() {
        return root;
    }

    /// Bytes of the blob.
    public long unencodedLength() {
        return metadata.unencodedLength();
    }

    /// Bytes of a symbol of the blob.
    public int symbolBytes() {
        return symbolBytes;
    }

    /// Payload bytes of the blob's slivers of `axis`.
    public long sliverBytes(Axis axis) {
        return (long) config.sliverSymbolCount(axis) * symbolBytes;
    }

    /// The hash of one sliver.
    ///
    /// @throws IllegalArgumentException if the index is not below the number of shards
    public MerkleNode hash(Axis axis, SliverIndex index) {
        return metadata.hashes().get(index.pair(axis, config).value()).of(axis);
    }

    @Override
    public String toString() {
        return "metadata of blob " + blobId + ", " + unencodedLength() + " bytes";
    }
}
