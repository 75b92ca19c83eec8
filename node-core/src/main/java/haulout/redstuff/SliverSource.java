// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;

/// The verified slivers that a blob is decoded from, numbered in the order in which they were
/// chosen.
///
/// Threads: several may read at once.
@FunctionalInterface
public interface SliverSource {
    /// Reads `count` bytes at `payloadOffset` of the payload of sliver number `number` into
    /// `target` from `offset` on.
    void read(int number, int payloadOffset, byte[] target, int offset, int count)
            throws IOException;
}
