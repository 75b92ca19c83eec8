// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Buffers outside the heap, in which pieces that lie apart are put together for one call to the
/// system. They are used again; there are as many as threads that write at once.
///
/// Threads: any; a buffer belongs to whoever took it.
public final class PieceBuffers {
    /// Bytes of a buffer: so many that calls to the system do not count, and so few that a buffer
    /// stays in the second-level cache beside what is coded there.
    static final int BYTES = 128 << 10;

    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    void give(ByteBuffer buffer) {
        idle.add(buffer);
    }
}
