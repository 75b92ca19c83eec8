// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.MerkleNode;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.EncodingType;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverPairHashes;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.SliverFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A blob of random bytes with all of its slivers.
public final class EncodedBlob {
    private final VerifiedBlobMetadata metadata;
    private final MemorySlivers rows;
    private final MemorySlivers columns;

    private EncodedBlob(VerifiedBlobMetadata metadata, MemorySlivers rows, MemorySlivers columns) {
        this.metadata = metadata;
        this.rows = rows;
        this.columns = columns;
    }

    /// The blob that follows from a seed.
    public static EncodedBlob of(EncodingConfig config, int byteCount, long seed) {
        byte[] blob = new byte[byteCount];
        new Random(seed).nextBytes(blob);
        try {
            MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(byteCount));
            VerifiedBlobMetadata metadata =
                    new BlobEncoder(config, Kernels::scalar, Crew.solo(), BufferSizes.MEMORY)
                            .encode(BlobSource.of(blob), slivers, (_, _) -> {});
            return new EncodedBlob(metadata, slivers, slivers);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("a blob in memory", e);
        }
    }

    /// The same slivers under metadata that have another hash for one of them, as a writer makes
    /// them who lies.
    public EncodedBlob withWrongHash(Axis axis, SliverIndex index) {
        EncodingConfig config = metadata.config();
        List<SliverPairHashes> hashes = new ArrayList<>(metadata.metadata().hashes());
        int pair = index.pair(axis, config).value();
        SliverPairHashes before = hashes.get(pair);
        MerkleNode wrong = MerkleNode.of(new Hash32(1, 2, 3, index.value()));
        hashes.set(
                pair,
                axis == Axis.PRIMARY
                        ? new SliverPairHashes(wrong, before.secondary())
                        : new SliverPairHashes(before.primary(), wrong));
        return under(hashes, columns);
    }

    /// One registration for two blobs: the rows of this one and the columns of another, with
    /// metadata that fit both, as a writer makes them who lies.
    ///
    /// @param other as long as this one
    public EncodedBlob withColumnsOf(EncodedBlob other) {
        List<SliverPairHashes> hashes = new ArrayList<>();
        for (int pair = 0; pair < metadata.metadata().hashes().size(); pair++) {
            hashes.add(
                    new SliverPairHashes(
                            metadata.metadata().hashes().get(pair).primary(),
                            other.metadata.metadata().hashes().get(pair).secondary()));
        }
        return under(hashes, other.columns);
    }

    private EncodedBlob under(List<SliverPairHashes> hashes, MemorySlivers secondary) {
        BlobMetadata lie = new BlobMetadata(EncodingType.RS2, metadata.unencodedLength(), hashes);
        var engine = Kernels.scalar().hash();
        try {
            return new EncodedBlob(
                    lie.claimedAs(lie.blobId(engine)).verify(metadata.config(), engine),
                    rows,
                    secondary);
        } catch (MetadataVerificationException e) {
            throw new AssertionError("the ID is its own", e);
        }
    }

    /// What verifies the slivers.
    public VerifiedBlobMetadata metadata() {
        return metadata;
    }

    /// One sliver.
    public Sliver sliver(Axis axis, SliverIndex index) {
        MemorySlivers slivers = axis == Axis.PRIMARY ? rows : columns;
        return new Sliver(
                axis, index, metadata.symbolBytes(), slivers.payload(axis, index.value()).clone());
    }

    /// One sliver as it is sent.
    public byte[] sliverBytes(SliverPairIndex pair, Axis axis) {
        return SliverFormat.encode(sliver(axis, pair.sliver(axis, metadata.config())));
    }
}
