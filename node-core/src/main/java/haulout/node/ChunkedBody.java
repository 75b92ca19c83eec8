// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A body in memory, of several pieces.
final class ChunkedBody implements AnswerBody {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final long byteCount;
    private final Runnable whenClosed;
    private boolean closed;

    /// @param whenClosed run once, when the body is closed
    ChunkedBody(List<byte[]> pieces, Runnable whenClosed) {
        long total = 0;
        for (byte[] piece : pieces) {
            this.pieces.add(ByteBuffer.wrap(piece));
            total += piece.length;
        }
        this.byteCount = total;
        this.whenClosed = whenClosed;
    }

    @Override
    public long byteCount() {
        return byteCount;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = 0;
        while (target.hasRemaining() && !pieces.isEmpty()) {
            ByteBuffer piece = pieces.getFirst();
            int part = Math.min(piece.remaining(), target.remaining());
            target.put(piece.slice(piece.position(), part));
            piece.position(piece.position() + part);
            count += part;
            if (!piece.hasRemaining()) {
                pieces.removeFirst();
            }
        }
        return count == 0 && pieces.isEmpty() ? -1 : count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pieces.clear();
            whenClosed.run();
        }
    }
}
