// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.store.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A stored record as it goes out.
final class StoredAnswer implements AnswerBody {
    private final StoredBytes bytes;
    private long position;
    private boolean closed;

    StoredAnswer(StoredBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public long byteCount() {
        return bytes.byteCount();
    }

    @Override
    public int read(ByteBuffer target) throws IOException, InterruptedException {
        if (position == bytes.byteCount()) {
            return -1;
        }
        int count = bytes.read(position, target);
        position += count;
        return count;
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return bytes.whole();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bytes.close();
        }
    }
}
