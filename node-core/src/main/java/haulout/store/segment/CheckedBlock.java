// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The payload of a small record in memory, read and checked once, for as many readers as there
/// are; when the last one has let go, its buffer is others'. Threads: any.
final class CheckedBlock {
    private final ByteBuffer payload;
    private final @Nullable ByteBuffer buffer;
    private final BlockBuffers pool;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held by whoever makes it.
    ///
    /// @param payload from 0 to its capacity
    /// @param buffer in which it lies, from the pool; null if it lies in the heap
    CheckedBlock(ByteBuffer payload, @Nullable ByteBuffer buffer, BlockBuffers pool) {
        this.payload = payload;
        this.buffer = buffer;
        this.pool = pool;
    }

    /// Memory that it takes.
    int memoryBytes() {
        return buffer == null ? payload.capacity() : buffer.capacity();
    }

    int byteCount() {
        return payload.capacity();
    }

    /// Holds it once more.
    ///
    /// @return false if nobody does any more
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void letGo() {
        if (holders.decrementAndGet() == 0 && buffer != null) {
            pool.giveBack(buffer);
        }
    }

    /// Its bytes, good as long as the caller holds it.
    Optional<ByteBuffer> whole() {
        return Optional.of(payload.duplicate());
    }

    /// Copies from a position on as much as there is room for.
    int read(long position, ByteBuffer target) {
        int end = payload.capacity();
        int from = (int) Objects.checkFromToIndex(position, end, end);
        int count = Math.min(target.remaining(), end - from);
        target.put(target.position(), payload, from, count);
        target.position(target.position() + count);
        return count;
    }
}
