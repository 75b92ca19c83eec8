// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.NodeFault;

/// Hears how far the storing of a blob is. Called from several threads.
public interface PublishListener {
    /// Hears nothing.
    PublishListener NONE = new PublishListener() {};

    /// More of the blob is encoded.
    default void encoded(long done, long total) {}

    /// More slivers have arrived.
    default void sent(long slivers, long total) {}

    /// A node fell short.
    default void fault(NodeFault fault) {}
}
