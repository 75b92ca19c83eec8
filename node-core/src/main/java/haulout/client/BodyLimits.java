// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.crypto.MerklePath;
import haulout.redstuff.VerifiedBlobMetadata;

/// Longest bodies of binary answers, as they follow from the sizes of the network and of the blob.
final class BodyLimits {
    /// What fits into an array, whatever is asked for.
    static final long MAX_BODY_BYTES = Integer.MAX_VALUE - 64L;

    // two hashes with their tags
    private static final long PAIR_BYTES = 66;

    // blob ID, version, encoding type, length, number of pairs
    private static final long METADATA_FRAME_BYTES = 32 + 1 + 1 + 8 + 5;

    // length of the payload, symbol size, index
    private static final long SLIVER_FRAME_BYTES = 5 + 2 + 2;

    // tag, index, length, target index, length of the path
    private static final long SYMBOL_FRAME_BYTES = 1 + 2 + 5 + 2 + 1;

    // a sibling and its tag
    private static final long SIBLING_BYTES = 33;

    private static final long LIST_FRAME_BYTES = 5;

    // target index, length of the list
    private static final long TARGET_FRAME_BYTES = 2 + 5;

    private BodyLimits() {}

    static long metadataWithId(EncodingConfig config) {
        return METADATA_FRAME_BYTES + PAIR_BYTES * config.shardCount();
    }

    static long sliver(VerifiedBlobMetadata metadata, Axis axis) {
        return capped(SLIVER_FRAME_BYTES + metadata.sliverBytes(axis));
    }

    static long recoverySymbols(VerifiedBlobMetadata metadata, int maxCount) {
        long path = SIBLING_BYTES * MerklePath.lengthFor(metadata.config().shardCount());
        return capped(
                LIST_FRAME_BYTES + maxCount * (SYMBOL_FRAME_BYTES + metadata.symbolBytes() + path));
    }

    static long decodingSymbols(VerifiedBlobMetadata metadata, int targetCount) {
        long perTarget =
                TARGET_FRAME_BYTES
                        + metadata.config().shardCount()
                                * (SYMBOL_FRAME_BYTES + metadata.symbolBytes());
        return capped(LIST_FRAME_BYTES + targetCount * perTarget);
    }

    private static long capped(long bytes) {
        return Math.min(bytes, MAX_BODY_BYTES);
    }
}
