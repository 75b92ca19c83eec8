// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.store.StoredBytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A small record that was opened: memory only, which is let go of when this is closed.
final class BlockBytes implements StoredBytes {
    private final int byteCount;
    private final AtomicReference<@Nullable CheckedBlock> block;

    /// @param block held for this
    BlockBytes(CheckedBlock block) {
        this.byteCount = block.byteCount();
        this.block = new AtomicReference<>(block);
    }

    private CheckedBlock block() {
        CheckedBlock its = block.get();
        if (its == null) {
            throw new IllegalStateException("a record is closed");
        }
        return its;
    }

    @Override
    public long byteCount() {
        return byteCount;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return block().read(position, target);
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return block().whole();
    }

    @Override
    public void close() {
        CheckedBlock its = block.getAndSet(null);
        if (its != null) {
            its.letGo();
        }
    }
}
