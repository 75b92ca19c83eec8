// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.nio.ByteBuffer;

/// A body in memory.
final class MemoryAnswerBody implements AnswerBody {
    private final ByteBuffer bytes;
    private final int byteCount;

    MemoryAnswerBody(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.byteCount = bytes.length;
    }

    @Override
    public long byteCount() {
        return byteCount;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {}
}
