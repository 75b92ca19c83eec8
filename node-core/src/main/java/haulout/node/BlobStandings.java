// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.store.BlobObject;
import haulout.store.BlobRecord;
import haulout.store.BlobRecordStore;
import haulout.store.StoreException;
import haulout.wire.ApiError;
import haulout.wire.BlobStatus;
import java.util.Optional;

/// What requests want to know of a blob's records. "No" is said only when the node knows: when it
/// is starting, catching up or cut off from the ledger, the answer is that it cannot say.
final class BlobStandings {
    private final BlobRecordStore records;
    private final CommitteeTracker committees;
    private final LedgerContact contact;
    private final NodeFaults faults;

    BlobStandings(
            BlobRecordStore records,
            CommitteeTracker committees,
            LedgerContact contact,
            NodeFaults faults) {
        this.records = records;
        this.committees = committees;
        this.contact = contact;
        this.faults = faults;
    }

    /// The newest committees.
    Committees committees() throws RefusedException {
        return committees
                .now()
                .orElseThrow(() ->
                        new RefusedException(
                                ApiError.UNAVAILABLE, "the node has not reached the ledger yet"));
    }

    /// The newest epoch.
    Epoch now() throws RefusedException {
        return committees().epoch();
    }

    /// The record of a blob.
    BlobRecord record(BlobId blobId) throws RefusedException, InterruptedException {
        try {
            return records.record(blobId).orElse(BlobRecord.Valid.NONE);
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    boolean isInvalid(BlobId blobId) throws RefusedException, InterruptedException {
        return record(blobId) instanceof BlobRecord.Invalid;
    }

    /// Whether the blob is registered as far as the node has heard.
    boolean isRegisteredAsHeard(BlobId blobId) throws RefusedException, InterruptedException {
        return record(blobId).isRegistered(now());
    }

    /// Whether it is known without waiting that the blob is registered.
    boolean isRegisteredForSure(BlobId blobId) {
        Optional<Committees> current = committees.now();
        return current.isPresent()
                && records.recordIfReady(blobId)
                        .filter(record -> record.isRegistered(current.get().epoch()))
                        .isPresent();
    }

    /// Whether the blob is registered.
    ///
    /// @throws RefusedException if the node has not heard of it but cannot say no either
    boolean isRegistered(BlobId blobId) throws RefusedException, InterruptedException {
        BlobRecord record = record(blobId);
        if (record.isRegistered(now())) {
            return true;
        }
        if (record instanceof BlobRecord.Valid) {
            requireCurrent();
        }
        return false;
    }

    /// A live object, empty if there is none.
    ///
    /// @throws RefusedException if the node has not heard of it but cannot say no either
    Optional<BlobObject> object(ObjectId id) throws RefusedException, InterruptedException {
        Optional<BlobObject> found;
        Epoch now = now();
        try {
            found = records.object(id).filter(object -> object.isAlive(now));
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
        if (found.isEmpty()) {
            requireCurrent();
        }
        return found;
    }

    BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException {
        BlobStatus status = record(blobId).status(now());
        if (status instanceof BlobStatus.Nonexistent) {
            requireCurrent();
        }
        return status;
    }

    private void requireCurrent() throws RefusedException {
        if (!contact.isCurrent()) {
            throw new RefusedException(
                    ApiError.UNAVAILABLE, "the node has not heard the ledger's newest events yet");
        }
    }
}
