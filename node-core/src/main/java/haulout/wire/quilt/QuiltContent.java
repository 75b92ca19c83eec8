// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import java.io.IOException;

/// The contents of a file that goes into a quilt. They are read piece by piece, in no particular
/// order, and some may be read again; they must stay the same meanwhile.
@FunctionalInterface
public interface QuiltContent {
    /// Puts `length` bytes of the contents from `position` on into `target` from `offset` on. All
    /// of them are within the length that the layout was made with.
    ///
    /// @throws IOException if they cannot be read
    void read(long position, byte[] target, int offset, int length) throws IOException;

    /// Contents in memory; not copied.
    static QuiltContent of(byte[] contents) {
        return (position, target, offset, length) ->
                System.arraycopy(contents, Math.toIntExact(position), target, offset, length);
    }
}
