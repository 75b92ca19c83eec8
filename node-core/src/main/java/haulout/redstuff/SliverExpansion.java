// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.CodecEngine.RowEncoder;
import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerkleTree;
import haulout.hash.HashEngine;
import haulout.hash.TreeHasher;
import java.util.Arrays;

/// The n symbols of one sliver after another: those in its payload, and the recovery symbols that
/// follow from them.
///
/// Keeps its scratch, n − k symbols of the largest sliver so far and n hashes. Not thread-safe.
final class SliverExpansion {
    private final EncodingConfig config;
    private final HashEngine hash;
    private final TreeHasher trees;
    private final RowEncoder rowEncoder;
    private final RowEncoder columnEncoder;
    private final byte[] digests;
    private byte[] recovery = new byte[0];
    private byte[] source = new byte[0];
    private int sourceOffset;
    private int symbolBytes;
    private int sourceCount;

    SliverExpansion(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.hash = kernels.hash();
        this.trees = hash.treeHasher();
        this.rowEncoder = kernels.codec().encoder(code(config, Axis.PRIMARY));
        this.columnEncoder = kernels.codec().encoder(code(config, Axis.SECONDARY));
        this.digests = new byte[config.shardCount() * Hash32.BYTES];
    }

    /// The code along a sliver of `axis`: along a row for a primary one.
    ///
    /// @throws IllegalArgumentException if there are too few shards to encode for
    static ReedSolomonCode code(EncodingConfig config, Axis axis) {
        if (!config.isEncodable()) {
            throw new IllegalArgumentException(
                    "no recovery symbols with "
                            + config.shardCount()
                            + " shards, at least "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS
                            + " needed");
        }
        int sourceCount = config.sliverSymbolCount(axis);
        return new ReedSolomonCode(sourceCount, config.shardCount() - sourceCount);
    }

    /// Expands a sliver; what was expanded before is gone.
    ///
    /// @param payload of exactly as many symbols as a sliver of `axis` has; only read, and kept
    ///   until the next call
    /// @param bytesPerSymbol even, 2…65534
    void expand(Axis axis, byte[] payload, int bytesPerSymbol) {
        expand(axis, payload, 0, payload.length, bytesPerSymbol);
    }

    /// As [#expand(Axis, byte[], int)], of a payload in the middle of an array.
    void expand(Axis axis, byte[] bytes, int offset, int payloadBytes, int bytesPerSymbol) {
        symbolBytes = bytesPerSymbol;
        sourceCount = config.sliverSymbolCount(axis);
        if (payloadBytes != (long) sourceCount * bytesPerSymbol) {
            throw new IllegalArgumentException(
                    AxisText.of(axis)
                            + " sliver of "
                            + payloadBytes
                            + " bytes, expected "
                            + (long) sourceCount * bytesPerSymbol);
        }
        source = bytes;
        sourceOffset = offset;
        int recoveryCount = config.shardCount() - sourceCount;
        int recoveryBytes = Math.multiplyExact(recoveryCount, bytesPerSymbol);
        if (recovery.length < recoveryBytes) {
            recovery = new byte[recoveryBytes];
        }
        RowEncoder encoder = axis == Axis.PRIMARY ? rowEncoder : columnEncoder;
        encoder.encode(
                new SymbolGrid(source, sourceOffset, bytesPerSymbol, bytesPerSymbol),
                new SymbolGrid(recovery, 0, bytesPerSymbol, bytesPerSymbol),
                1,
                bytesPerSymbol);
    }

    /// The sliver's hash.
    MerkleNode root() {
        hashLeaves();
        trees.reduce(digests, 0, config.shardCount());
        return MerkleNode.of(Hash32.of(digests, 0));
    }

    /// The sliver's tree.
    MerkleTree tree() {
        hashLeaves();
        return MerkleTree.ofLeafHashes(hash, digests, 0, config.shardCount());
    }

    /// A copy of symbol `position`, 0…n−1.
    byte[] symbol(int position) {
        boolean isSource = position < sourceCount;
        int offset =
                isSource
                        ? sourceOffset + position * symbolBytes
                        : (position - sourceCount) * symbolBytes;
        return Arrays.copyOfRange(isSource ? source : recovery, offset, offset + symbolBytes);
    }

    // Source and recovery symbols are hashed where they are, because joining them would copy the
    // whole sliver.
    private void hashLeaves() {
        trees.leafHashes(source, sourceOffset, symbolBytes, symbolBytes, sourceCount, digests, 0);
        trees.leafHashes(
                recovery,
                0,
                symbolBytes,
                symbolBytes,
                config.shardCount() - sourceCount,
                digests,
                sourceCount * Hash32.BYTES);
    }
}
