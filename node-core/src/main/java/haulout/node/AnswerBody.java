// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The bytes of a binary answer, read as fast as its caller takes them. One reader; closing twice
/// does nothing.
public interface AnswerBody extends AutoCloseable {
    /// How many bytes the answer has.
    long byteCount();

    /// Copies the next bytes into `target`.
    ///
    /// @return how many; -1 at the end
    /// @throws IOException if the rest cannot be vouched for or read: the answer must be cut off,
    ///   so that its caller sees that it is not whole
    int read(ByteBuffer target) throws IOException, InterruptedException;

    /// The whole answer at once, of which nothing was read yet, if it lies in one direct buffer:
    /// not to be changed, and good until this is closed, which another thread may do.
    ///
    /// @return empty if it has to be read
    default Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    void close();

    /// A body in memory.
    ///
    /// @param bytes ownership passes
    static AnswerBody of(byte[] bytes) {
        return new MemoryAnswerBody(bytes);
    }
}
