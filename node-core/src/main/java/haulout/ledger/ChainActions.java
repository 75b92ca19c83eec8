// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.wire.MessageCertificate;

/// What a storage node tells the ledger. Both calls may be repeated: what is already so stays so.
public interface ChainActions {
    /// Says that this node has all the shards that it owns in an epoch.
    void epochSyncDone(Epoch epoch) throws ChainException, InterruptedException;

    /// Says that a blob was encoded wrongly, with the word of a quorum for it.
    void invalidateBlob(BlobId blobId, MessageCertificate certificate)
            throws ChainException, InterruptedException;
}
