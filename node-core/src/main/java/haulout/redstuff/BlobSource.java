// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes of a blob, read by position. Must not change while it is read: encoding reads it
/// twice.
///
/// Threads: several may read at once.
public interface BlobSource {
    /// Length in bytes.
    long length();

    /// Reads exactly `count` bytes at `position` into `target` from `offset` on.
    ///
    /// @throws IOException if they cannot be read, or the source has become shorter
    void read(long position, byte[] target, int offset, int count) throws IOException;

    /// A blob in memory; the array is not copied.
    static BlobSource of(byte[] bytes) {
        return new MemoryBlob(bytes);
    }

    /// Bytes that need not be read, because they are in memory outside the heap: to be written from
    /// there as they are.
    ///
    /// @return exactly `count` bytes, or null if they are elsewhere or go beyond the end
    default @Nullable ByteBuffer view(long position, int count) {
        return null;
    }

    /// Reads the first `count` bytes of a row of `rows` at `position`, zeros behind the end.
    default void readPaddedRow(long position, TiledRows rows, int row, int count)
            throws IOException {
        rows.readRow(row, count, this, position);
    }

    /// Fills what remains in `target` with what is at `position`, zeros behind the end.
    default void readPadded(long position, ByteBuffer target) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        readPadded(position, bytes, 0, bytes.length);
        target.put(bytes);
    }

    /// Reads `count` bytes at `position`, taking those past the end to be zero: the padding of the
    /// symbol matrix.
    default void readPadded(long position, byte[] target, int offset, int count)
            throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        int real = Math.clamp(length() - position, 0, count);
        if (real > 0) {
            read(position, target, offset, real);
        }
        Arrays.fill(target, offset + real, offset + count, (byte) 0);
    }
}
