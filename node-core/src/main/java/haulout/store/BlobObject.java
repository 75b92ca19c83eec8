// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import java.util.Objects;

/// An object of the ledger that pays for a blob. It is forgotten when it is deleted or over.
///
/// @param id the object
/// @param blobId the blob it pays for
/// @param kind whether and how it can be deleted
/// @param endEpoch first epoch in which it is over
/// @param isCertified whether a quorum confirmed that it stores the blob
public record BlobObject(
        ObjectId id, BlobId blobId, ObjectKind kind, Epoch endEpoch, boolean isCertified) {
    public BlobObject {
        Objects.requireNonNull(id);
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(endEpoch);
    }

    /// Whether it still pays.
    public boolean isAlive(Epoch now) {
        return endEpoch.compareTo(now) > 0;
    }

    /// The same object after its certification.
    public BlobObject certified() {
        return new BlobObject(id, blobId, kind, endEpoch, true);
    }

    /// The same object with another end.
    public BlobObject endingAt(Epoch end) {
        return new BlobObject(id, blobId, kind, end, isCertified);
    }
}
