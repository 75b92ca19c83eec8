// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.nio.ByteBuffer;

/// The zeros behind the end of a blob, with which the symbol matrix is filled up.
final class Padding {
    private static final byte[] ZEROS = new byte[1024];

    private Padding() {}

    /// Fills what remains in `target` with zeros.
    static void fill(ByteBuffer target) {
        while (target.hasRemaining()) {
            target.put(ZEROS, 0, Math.min(ZEROS.length, target.remaining()));
        }
    }
}
