// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NodeFault;

/// Hears how far the reading of a blob is. Called from several threads.
public interface ReadListener {
    /// Hears nothing.
    ReadListener NONE = new ReadListener() {};

    /// More slivers are there.
    default void fetched(int slivers, int needed) {}

    /// More of the blob is decoded.
    default void decoded(long done, long total) {}

    /// A node fell short.
    default void fault(NodeFault fault) {}
}
