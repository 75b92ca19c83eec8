// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.BlobId;
import haulout.redstuff.VerifiedBlobMetadata;
import java.util.List;
import java.util.Optional;

/// The metadata of the blobs a node knows. Threads, durability and errors are those of
/// [SliverStore].
public interface MetadataStore {
    /// Stores metadata; returns after the flush.
    StoreOutcome put(VerifiedBlobMetadata metadata) throws StoreException, InterruptedException;

    /// The metadata of a blob, empty if not stored. They were checked against the blob ID again, so
    /// a damaged record is never handed out; recently used ones come from memory.
    Optional<VerifiedBlobMetadata> get(BlobId blobId) throws StoreException, InterruptedException;

    /// Whether metadata are durably stored. Cheap: no file is read.
    boolean contains(BlobId blobId) throws StoreException, InterruptedException;

    /// Whether metadata are durably stored on a drive that is there now, as
    /// [SliverStore#isReadable].
    boolean isReadable(BlobId blobId) throws StoreException, InterruptedException;

    /// Forgets metadata, as [SliverStore#delete].
    void delete(BlobId blobId) throws StoreException, InterruptedException;

    /// Blobs with metadata, ascending by ID, from `from` (inclusive) on, at most `limit`.
    List<BlobId> blobs(BlobId from, int limit) throws StoreException, InterruptedException;

    /// Blobs whose metadata were stored and cannot be served any more, as [SliverStore#lost].
    ///
    /// @param after the last that is known, to go on behind it; empty: from the beginning
    /// @param limit most IDs, at least 1
    /// @return ascending by ID
    List<BlobId> lost(Optional<BlobId> after, int limit)
            throws StoreException, InterruptedException;
}
