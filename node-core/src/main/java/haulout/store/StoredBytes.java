// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The bytes of one stored record, open for reading.
///
/// Every byte handed out was checked against the record's checksums, and the whole record was
/// checked once when it was opened or a short time before. Deletion and compaction leave an open
/// record readable. Used by one thread at a time; closing twice does nothing.
public interface StoredBytes extends AutoCloseable {
    /// How many bytes the record has.
    long byteCount();

    /// Copies bytes from `position` on until `target` is full or the record ends.
    ///
    /// @param position from 0 to [#byteCount]
    /// @return how many bytes were copied; 0 only at the end or if `target` is full
    /// @throws StoreException if the drive is gone, or the bytes were damaged since the record was
    ///   opened
    int read(long position, ByteBuffer target) throws StoreException, InterruptedException;

    /// All bytes at once, if they lie in one buffer: checked, position to limit, not to be changed,
    /// and good until this is closed. Another thread may read them and close this.
    ///
    /// @return empty if they have to be read
    default Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    void close();
}
