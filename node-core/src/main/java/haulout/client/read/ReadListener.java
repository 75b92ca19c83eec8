// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NodeFault;
import haulout.redstuff.VerifiedBlobMetadata;

/// Hears how far the reading of a blob is. Called from several threads, [#found] from the one that
/// reads.
public interface ReadListener {
    /// Hears nothing.
    ReadListener NONE = new ReadListener() {};

    /// It is known what the blob is. Nothing is fetched before this returns.
    default void found(VerifiedBlobMetadata metadata) throws InterruptedException {}

    /// More slivers are there.
    default void fetched(int slivers, int needed) {}

    /// More of the blob is decoded.
    default void decoded(long done, long total) {}

    /// A node fell short.
    default void fault(NodeFault fault) {}
}
