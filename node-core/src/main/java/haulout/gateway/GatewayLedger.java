// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.client.publish.Registrar;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the gateway needs of a ledger. Thread-safe.
public interface GatewayLedger {
    /// The current epoch.
    long epoch();

    /// A registrar for one blob, which pays.
    Sale sale();

    /// A blob object; empty if there is none.
    Optional<BlobObject> object(ObjectId object);

    /// A certified permanent registration of a blob that lasts to an epoch at least.
    Optional<BlobObject> certified(BlobId blobId, long endEpoch);

    /// A registrar that remembers what it has done for its one blob.
    interface Sale extends Registrar {
        /// What it has cost, in FROST.
        long paid();
    }

    /// A blob object as the ledger has it.
    ///
    /// @param certifiedEpoch empty if it is not certified
    /// @param space the space that it lies in
    /// @param startEpoch first epoch of the space
    /// @param endEpoch first epoch in which the blob is gone
    /// @param storageBytes size of the space
    record BlobObject(
            ObjectId id,
            BlobId blobId,
            long registeredEpoch,
            Optional<Long> certifiedEpoch,
            long bytes,
            boolean isDeletable,
            ObjectId space,
            long startEpoch,
            long endEpoch,
            long storageBytes,
            Map<String, String> attributes) {
        public BlobObject {
            Objects.requireNonNull(id);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(certifiedEpoch);
            Objects.requireNonNull(space);
            attributes = Map.copyOf(attributes);
        }
    }
}
