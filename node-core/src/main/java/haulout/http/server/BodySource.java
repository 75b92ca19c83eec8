// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The bytes of an answer, read as fast as the caller takes them. One reader; closing twice does
/// nothing.
public interface BodySource extends AutoCloseable {
    /// How many bytes there are.
    long byteCount();

    /// Copies the next bytes into `target`, which is a direct buffer.
    ///
    /// @return how many; -1 at the end
    /// @throws IOException if there is no rest to be had; the answer is cut off
    int read(ByteBuffer target) throws IOException, InterruptedException;

    /// All bytes at once, of which nothing was read yet, if they lie in one buffer: not to be
    /// changed, and good until this is closed, which another thread may do; it must not wait then.
    ///
    /// @return empty if they have to be read
    default Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    void close();
}
