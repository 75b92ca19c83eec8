// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;

/// Rebuilds slivers of any blobs of one network from recovery symbols.
///
/// What the slivers have in common is kept here: scratch, and what follows from which helpers
/// answered. Not thread-safe; neither are the recoveries that it begins, which share its scratch.
public final class SliverRebuilder {
    private final EncodingConfig config;
    private final Kernels kernels;
    private final SliverDecoder decoder;
    private final SliverExpansion expansion;

    /// @throws IllegalArgumentException if blobs cannot be encoded for so few shards
    public SliverRebuilder(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
        this.decoder = new SliverDecoder(config, kernels.codec());
        this.expansion = new SliverExpansion(config, kernels);
    }

    /// Starts to rebuild one sliver. Any number of slivers may be under way at a time.
    ///
    /// @throws IllegalArgumentException if there is no such sliver, or the metadata is that of
    ///   another number of shards
    public SliverRecovery begin(VerifiedBlobMetadata metadata, Axis axis, SliverIndex index) {
        checkConfig(metadata);
        if (index.value() >= config.shardCount()) {
            throw new IllegalArgumentException(
                    AxisText.of(axis)
                            + " sliver "
                            + index.value()
                            + ", number of shards "
                            + config.shardCount());
        }
        return new SliverRecovery(this, metadata, axis, index, kernels.hash());
    }

    void checkConfig(VerifiedBlobMetadata metadata) {
        if (!metadata.config().equals(config)) {
            throw new IllegalArgumentException(
                    "metadata for "
                            + metadata.config().shardCount()
                            + " shards, expected "
                            + config.shardCount());
        }
    }

    /// The sliver that follows from symbols at `positions`, ascending and exactly as many as
    /// needed.
    Sliver decode(
            Axis axis, SliverIndex index, int[] positions, byte[][] symbols, int symbolBytes) {
        return new Sliver(
                axis, index, symbolBytes, decoder.decode(axis, positions, symbols, symbolBytes));
    }

    /// The hash of a sliver of the right shape.
    MerkleNode root(Sliver sliver) {
        expansion.expand(sliver.axis(), sliver.bytes(), sliver.symbolBytes());
        return expansion.root();
    }
}
