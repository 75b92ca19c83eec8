// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverPairIndex;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MetadataFormat;
import haulout.wire.SliverFormat;
import java.io.IOException;
import java.util.SplittableRandom;

/// A blob of random bytes, encoded, as it is sent.
final class SampleBlob {
    private final VerifiedBlobMetadata metadata;
    private final byte[] metadataBytes;
    private final byte[][] slivers;

    private SampleBlob(VerifiedBlobMetadata metadata, byte[] metadataBytes, byte[][] slivers) {
        this.metadata = metadata;
        this.metadataBytes = metadataBytes;
        this.slivers = slivers;
    }

    /// The blob that follows from a seed.
    static SampleBlob of(int shards, int byteCount, long seed) {
        byte[] blob = new byte[byteCount];
        new SplittableRandom(seed).nextBytes(blob);
        EncodingConfig config = new EncodingConfig(shards);
        try {
            MemorySlivers encoded = new MemorySlivers(config, config.symbolBytes(byteCount));
            VerifiedBlobMetadata metadata =
                    new BlobEncoder(config, Kernels::scalar, Crew.solo(), BufferSizes.MEMORY)
                            .encode(BlobSource.of(blob), encoded, (done, total) -> {});
            byte[][] slivers = new byte[2 * shards][];
            for (int part = 0; part < slivers.length; part++) {
                Axis axis = axis(part);
                var index = new SliverPairIndex(part / 2).sliver(axis, config);
                byte[] payload = encoded.payload(axis, index.value());
                slivers[part] =
                        SliverFormat.encode(
                                new Sliver(axis, index, metadata.symbolBytes(), payload));
            }
            return new SampleBlob(metadata, MetadataFormat.encode(metadata.metadata()), slivers);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("a blob in memory", e);
        }
    }

    BlobId id() {
        return metadata.blobId();
    }

    VerifiedBlobMetadata metadata() {
        return metadata;
    }

    long byteCount() {
        return metadata.unencodedLength();
    }

    /// Metadata as they are sent.
    byte[] metadataBytes() {
        return metadataBytes.clone();
    }

    /// Metadata as they are answered: with the ID in front.
    byte[] metadataWithId() {
        return MetadataFormat.encodeWithId(id(), metadata.metadata());
    }

    /// Number of slivers: part `2 i` is the primary one of pair i, `2 i + 1` its secondary one.
    int partCount() {
        return slivers.length;
    }

    /// A sliver as it is sent and answered.
    byte[] part(int part) {
        return slivers[part].clone();
    }

    private static Axis axis(int part) {
        return part % 2 == 0 ? Axis.PRIMARY : Axis.SECONDARY;
    }

    /// Path of everything of this blob.
    String path() {
        return "/v1/blobs/" + id();
    }

    /// Path of a sliver.
    String path(int part) {
        return path() + "/slivers/" + part / 2 + (part % 2 == 0 ? "/primary" : "/secondary");
    }
}
