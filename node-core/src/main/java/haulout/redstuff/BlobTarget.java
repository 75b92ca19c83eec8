// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;

/// Where a decoded blob goes: written out of order, each byte once, and read again by the checks.
///
/// Threads: several may write or read at once, never the same bytes.
public interface BlobTarget extends BlobSource {
    /// Writes `count` bytes of `bytes` from `offset` on to `position`; within [#length].
    void write(long position, byte[] bytes, int offset, int count) throws IOException;

    /// A blob in memory; the array is not copied.
    static BlobTarget of(byte[] blob) {
        BlobSource reading = BlobSource.of(blob);
        return new BlobTarget() {
            @Override
            public long length() {
                return blob.length;
            }

            @Override
            public void read(long position, byte[] target, int offset, int count)
                    throws IOException {
                reading.read(position, target, offset, count);
            }

            @Override
            public void write(long position, byte[] bytes, int offset, int count) {
                System.arraycopy(bytes, offset, blob, Math.toIntExact(position), count);
            }
        };
    }

    /// Writes what lies before the end of the blob and drops the padding behind it.
    default void writeUnpadded(long position, byte[] bytes, int offset, int count)
            throws IOException {
        int real = Math.clamp(length() - position, 0, count);
        if (real > 0) {
            write(position, bytes, offset, real);
        }
    }
}
