// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.nio.ByteBuffer;

/// A blob in memory.
final class MemoryBlob implements BlobSource {
    private final byte[] bytes;

    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The blob itself, for reading only.
    byte[] bytes() {
        return bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void readPadded(long position, ByteBuffer target) {
        int real = Math.clamp(bytes.length - position, 0, target.remaining());
        target.put(bytes, real == 0 ? 0 : Math.toIntExact(position), real);
        Padding.fill(target);
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) {
        System.arraycopy(bytes, Math.toIntExact(position), target, offset, count);
    }
}
