// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.NodeFault;
import haulout.redstuff.VerifiedBlobMetadata;

/// Hears how far the storing of a blob is. Called from several threads.
public interface PublishListener {
    /// Hears nothing.
    PublishListener NONE = new PublishListener() {};

    /// More of the blob is encoded.
    default void encoded(long done, long total) {}

    /// It is encoded and about to be registered.
    default void registering(VerifiedBlobMetadata metadata) {}

    /// More slivers have arrived.
    default void sent(long slivers, long total) {}

    /// Another node has confirmed that it has its slivers.
    ///
    /// @param nodes that have
    /// @param of nodes with shards
    default void confirmed(int nodes, int of) {}

    /// The nodes have done what they could; the ledger is next.
    default void certifying() {}

    /// A node fell short.
    default void fault(NodeFault fault) {}
}
