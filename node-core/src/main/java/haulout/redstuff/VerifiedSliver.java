// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.BlobId;

/// A sliver that is the one which the metadata of its blob promises. Made by [SliverVerifier] and
/// [SliverRecovery] only.
public final class VerifiedSliver {
    private final BlobId blobId;
    private final Sliver sliver;

    VerifiedSliver(BlobId blobId, Sliver sliver) {
        this.blobId = blobId;
        this.sliver = sliver;
    }

    /// The blob that it belongs to.
    public BlobId blobId() {
        return blobId;
    }

    /// The sliver.
    public Sliver sliver() {
        return sliver;
    }

    @Override
    public String toString() {
        return sliver + " of blob " + blobId;
    }
}
