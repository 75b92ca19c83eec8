// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MetadataFormat;
import haulout.wire.SliverFormat;
import java.nio.ByteBuffer;
import java.util.Random;

/// A blob with all that its writer sends.
record EncodedBlob(EncodingConfig config, VerifiedBlobMetadata metadata, MemorySlivers slivers) {
    static EncodedBlob of(EncodingConfig config, Random random, int bytes) throws Exception {
        byte[] blob = new byte[bytes];
        random.nextBytes(blob);
        MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(bytes));
        VerifiedBlobMetadata metadata =
                new BlobEncoder(config, Kernels::scalar, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(blob), slivers, Progress.NONE);
        return new EncodedBlob(config, metadata, slivers);
    }

    BlobId id() {
        return metadata.blobId();
    }

    byte[] metadataBytes() {
        return MetadataFormat.encode(metadata.metadata());
    }

    Sliver sliver(int pair, Axis axis) {
        SliverIndex index = new SliverPairIndex(pair).sliver(axis, config);
        return new Sliver(
                axis, index, metadata.symbolBytes(), slivers.payload(axis, index.value()).clone());
    }

    ByteBuffer sliverBytes(int pair, Axis axis) {
        return ByteBuffer.wrap(SliverFormat.encode(sliver(pair, axis)));
    }
}
