// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.hash.Blake2b256;
import haulout.hash.HashEngine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/// What the metadata of a blob says, without an identifier. Nothing of it is checked: [#claimedAs]
/// and then [UnverifiedBlobMetadata#verify].
///
/// @param encodingType how the blob is coded
/// @param unencodedLength bytes of the blob, as an unsigned 64-bit number (a negative value is a
///   length beyond 2^63)
/// @param hashes one entry for each sliver pair, in the order of the pairs
public record BlobMetadata(
        EncodingType encodingType, long unencodedLength, List<SliverPairHashes> hashes) {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// A leaf of the metadata's tree: both hashes of a pair.
    private static final int LEAF_BYTES = 2 * Hash32.BYTES;

    /// What a blob ID is the hash of: encoding type, length, root.
    private static final int ID_INPUT_BYTES = 1 + Long.BYTES + Hash32.BYTES;

    public BlobMetadata {
        Objects.requireNonNull(encodingType);
        hashes = List.copyOf(hashes);
    }

    /// This metadata together with the identifier that somebody says it has.
    public UnverifiedBlobMetadata claimedAs(BlobId blobId) {
        return new UnverifiedBlobMetadata(blobId, this);
    }

    /// The root hash: Merkle root over one leaf of 64 bytes for each pair, the primary hash and
    /// then the secondary one.
    ///
    /// 32 zero bytes if there are no pairs. Source: walrus-core `metadata.rs`.
    public Hash32 root(HashEngine engine) {
        if (hashes.isEmpty()) {
            return Hash32.ZERO;
        }
        byte[] leaves = new byte[Math.multiplyExact(hashes.size(), LEAF_BYTES)];
        int at = 0;
        for (SliverPairHashes pair : hashes) {
            pair.primary().hash().write(leaves, at);
            pair.secondary().hash().write(leaves, at + Hash32.BYTES);
            at += LEAF_BYTES;
        }
        byte[] root = new byte[Hash32.BYTES];
        engine.merkleRoot(leaves, 0, LEAF_BYTES, LEAF_BYTES, hashes.size(), root, 0);
        return Hash32.of(root);
    }

    /// The identifier of the blob that has this metadata.
    public BlobId blobId(HashEngine engine) {
        return blobIdFor(root(engine));
    }

    /// The same, given [#root].
    ///
    /// | bytes | hashed |
    /// |---|---|
    /// | 0 | encoding type |
    /// | 1…8 | unencoded length, little-endian |
    /// | 9…40 | root hash |
    BlobId blobIdFor(Hash32 root) {
        byte[] input = new byte[ID_INPUT_BYTES];
        input[0] = (byte) encodingType.code();
        LONG.set(input, 1, unencodedLength);
        root.write(input, 1 + Long.BYTES);
        return new BlobId(Hash32.of(Blake2b256.hash(input)));
    }
}
