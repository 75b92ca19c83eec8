// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// The workers that fetch what a node lacks. Closed with the node.
public interface SyncWorkers extends AutoCloseable {
    /// Single blobs.
    BlobSync blobs();

    /// Whole shards.
    ShardSync shards();

    /// The metadata of everything.
    MetadataSync metadata();

    /// Ends all work; what was running completes as cancelled.
    @Override
    void close();
}
