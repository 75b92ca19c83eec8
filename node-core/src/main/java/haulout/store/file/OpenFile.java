// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file. Threads: any for reading; one at a time for writing. An interrupt of a thread that
/// reads ends its own call only.
public interface OpenFile extends AutoCloseable {
    /// Reads once.
    ///
    /// @param position where in the file
    /// @return how many bytes were read, −1 at or after the end
    int read(long position, ByteBuffer target) throws IOException;

    /// Writes all that remains in `source`.
    void write(long position, ByteBuffer source) throws IOException;

    /// Length of the file.
    long byteCount() throws IOException;

    /// Cuts the file off.
    void truncate(long byteCount) throws IOException;

    /// Returns when the bytes and the length are on the drive.
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /// Reads until `target` is full or the file ends.
    ///
    /// @return how many bytes were read
    default int readFully(long position, ByteBuffer target) throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            int count = read(position + target.position() - start, target);
            if (count < 0) {
                break;
            }
        }
        return target.position() - start;
    }
}
