// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import haulout.crypto.MerkleNode;
import java.util.ArrayList;
import java.util.List;

/// Metadata as a lying writer makes it: true to its slivers, which are not those of one blob.
final class MetadataForgery {
    private MetadataForgery() {}

    /// `honest` with the hash of one other sliver in it, and the blob ID that follows.
    static VerifiedBlobMetadata withHashOf(Sliver forged, VerifiedBlobMetadata honest)
            throws Exception {
        EncodingConfig config = honest.config();
        SliverExpansion expansion = new SliverExpansion(config, Kernels.scalar());
        expansion.expand(forged.axis(), forged.bytes(), forged.symbolBytes());
        MerkleNode root = expansion.root();
        List<SliverPairHashes> hashes = new ArrayList<>(honest.metadata().hashes());
        int pair = forged.index().pair(forged.axis(), config).value();
        SliverPairHashes before = hashes.get(pair);
        hashes.set(
                pair,
                switch (forged.axis()) {
                    case PRIMARY -> new SliverPairHashes(root, before.secondary());
                    case SECONDARY -> new SliverPairHashes(before.primary(), root);
                });
        BlobMetadata lie = new BlobMetadata(EncodingType.RS2, honest.unencodedLength(), hashes);
        return lie.claimedAs(lie.blobId(Kernels.scalar().hash()))
                .verify(config, Kernels.scalar().hash());
    }
}
