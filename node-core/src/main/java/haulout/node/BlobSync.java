// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import java.util.concurrent.CompletableFuture;

/// Fetches and rebuilds what a node should hold of single blobs and does not: [Holdings#missing].
///
/// Called from any thread; none of the methods blocks. Until it is done or cancelled, a
/// synchronisation tries again, with growing pauses. Source: walrus-service `node/blob_sync.rs`.
public interface BlobSync {
    /// Starts the synchronisation of a blob; a second start joins the first.
    ///
    /// @return completed when it ends, never exceptionally
    CompletableFuture<SyncOutcome> start(BlobId blobId);

    /// Ends the synchronisation of a blob, if one runs.
    void cancel(BlobId blobId);

    /// How many run or wait.
    int count();
}
