// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/// Direct buffers for answers, kept to be used again. How many there are is bounded by whoever
/// takes them, which first gets their bytes from a budget.
///
/// Threads: any.
final class Chunks {
    /// What most streams are read by: large enough that a system call costs nothing beside it.
    static final int BLOCK_BYTES = 1 << 16;

    /// What long ones are read by: between one and the next the bytes change threads, which costs
    /// as much as copying a part of them.
    static final int MAX_BYTES = 1 << 18;

    /// From here on a stream is long.
    private static final int LONG_BYTES = 1 << 19;

    private static final int[] SIZES = {1 << 12, 1 << 13, 1 << 14, BLOCK_BYTES, MAX_BYTES};

    /// Most bytes of each size that lie idle.
    private static final long MAX_IDLE_BYTES = 8L << 20;

    private final Shelf[] shelves = new Shelf[SIZES.length];

    private final AtomicLong outBytes = new AtomicLong();

    private static final class Shelf {
        final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
        final AtomicLong idleBytes = new AtomicLong();
    }

    Chunks() {
        for (int i = 0; i < SIZES.length; i++) {
            shelves[i] = new Shelf();
        }
    }

    private static int shelf(int bytes) {
        int i = 0;
        while (SIZES[i] < bytes) {
            i++;
        }
        return i;
    }

    /// The size of the buffers that an answer of so many bytes is sent by.
    static int size(long bytes) {
        return bytes >= LONG_BYTES ? MAX_BYTES : SIZES[shelf((int) Math.min(bytes, BLOCK_BYTES))];
    }

    /// A buffer for at least so many bytes.
    ByteBuffer take(int bytes) {
        int i = shelf(bytes);
        outBytes.addAndGet(SIZES[i]);
        ByteBuffer buffer = shelves[i].idle.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(SIZES[i]);
        }
        shelves[i].idleBytes.addAndGet(-SIZES[i]);
        return buffer.clear();
    }

    /// Takes a buffer back that nobody reads any more.
    void giveBack(ByteBuffer buffer) {
        outBytes.addAndGet(-buffer.capacity());
        Shelf shelf = shelves[shelf(buffer.capacity())];
        if (shelf.idleBytes.addAndGet(buffer.capacity()) > MAX_IDLE_BYTES) {
            shelf.idleBytes.addAndGet(-buffer.capacity());
            return;
        }
        shelf.idle.addFirst(buffer);
    }

    /// Bytes of buffers that are out.
    long outBytes() {
        return outBytes.get();
    }
}
