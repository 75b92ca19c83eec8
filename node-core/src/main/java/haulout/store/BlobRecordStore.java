// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import java.util.List;
import java.util.Optional;

/// What the ledger says of blobs, as a node has heard it, and how far it has heard.
///
/// All methods may block and are called from many threads, [#apply] from one at a time; what has
/// returned is durable.
public interface BlobRecordStore {
    /// The record of a blob, empty if no object of it is known.
    Optional<BlobRecord> record(BlobId blobId) throws StoreException, InterruptedException;

    /// The record of a blob, if it is in memory. Does not wait.
    ///
    /// @return empty if [#record] has to be asked, whatever it will say
    default Optional<BlobRecord> recordIfReady(BlobId blobId) {
        return Optional.empty();
    }

    /// An object, empty if it is not known (any more).
    Optional<BlobObject> object(ObjectId objectId) throws StoreException, InterruptedException;

    /// How many events are in the records: the index of the next one.
    long recordedEvents() throws StoreException, InterruptedException;

    /// How many events are done with, without a gap: where work goes on after a start. At most
    /// [#recordedEvents].
    long finishedEvents() throws StoreException, InterruptedException;

    /// Remembers how many events are done with.
    void setFinishedEvents(long count) throws StoreException, InterruptedException;

    /// Writes changes together with the position after them: all or nothing.
    void apply(RecordChanges changes) throws StoreException, InterruptedException;

    /// Forgets the records among these that say nothing, see [BlobRecord#isEmpty]. Called beside
    /// other writes.
    void forgetEmpty(List<BlobId> blobs) throws StoreException, InterruptedException;

    /// Blobs that have been certified since before an epoch, whether or not they still are.
    ///
    /// @param from the first ID that may appear (inclusive)
    /// @param limit most IDs, at least 1
    /// @return ascending by ID
    List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit)
            throws StoreException, InterruptedException;

    /// All blobs with a record, ascending by ID, from `from` (inclusive) on, at most `limit`.
    List<BlobId> blobs(BlobId from, int limit) throws StoreException, InterruptedException;

    /// Objects that are over: their end is not greater than `now`.
    ///
    /// @param limit most objects, at least 1
    List<BlobObject> over(Epoch now, int limit) throws StoreException, InterruptedException;
}
