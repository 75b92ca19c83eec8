// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import java.util.concurrent.CompletableFuture;

/// Fetches the metadata of all blobs that were certified before a node became a member.
///
/// Called from any thread; none of the methods blocks.
public interface MetadataSync {
    /// Starts; a second start for the same epoch joins the first.
    ///
    /// @param epoch blobs that were certified before it are meant
    /// @return completed when all are here or it was cancelled, never exceptionally
    CompletableFuture<SyncOutcome> start(Epoch epoch);

    /// Ends it, if it runs.
    void cancel();
}
