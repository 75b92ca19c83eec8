// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Direct buffers for one block of a record and what stands before it, kept to be used again: the
/// system reads into them without a copy, and nobody has to clear them. How many are out is bounded
/// by whoever reads. Threads: any.
final class BlockBuffers {
    /// Buffers that lie idle: some for each processor of a large machine, 4 MB in all.
    private static final int MAX_IDLE = 64;

    private static final int BYTES =
            RecordFormat.payloadOffset(RecordFormat.BLOCK_BYTES) + RecordFormat.BLOCK_BYTES;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    /// A buffer with any content; the last one given back comes first, it may be in the cache.
    ByteBuffer take() {
        ByteBuffer buffer = idle.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        idleCount.decrementAndGet();
        return buffer.clear();
    }

    /// Takes a buffer back that nobody reads any more.
    void giveBack(ByteBuffer buffer) {
        if (idleCount.incrementAndGet() > MAX_IDLE) {
            idleCount.decrementAndGet();
            return;
        }
        idle.addFirst(buffer);
    }
}
