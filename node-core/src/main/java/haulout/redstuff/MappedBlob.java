// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A blob whose file is mapped into memory. Where the file cannot be read any more, reading throws
/// [InternalError]; [FileBlob#mapped] makes an [java.io.IOException] of it.
final class MappedBlob implements BlobSource {
    private final ByteBuffer bytes;

    /// @param bytes all of the file, outside the heap
    MappedBlob(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.capacity();
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) {
        bytes.get(Math.toIntExact(position), target, offset, count);
    }

    @Override
    public void readPadded(long position, ByteBuffer target) {
        int real = Math.clamp(bytes.capacity() - position, 0, target.remaining());
        if (real > 0) {
            target.put(target.position(), bytes, Math.toIntExact(position), real);
            target.position(target.position() + real);
        }
        Padding.fill(target);
    }

    @Override
    public @Nullable ByteBuffer view(long position, int count) {
        return position + count > bytes.capacity()
                ? null
                : bytes.slice(Math.toIntExact(position), count);
    }
}
