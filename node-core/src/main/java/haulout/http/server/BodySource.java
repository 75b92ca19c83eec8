// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;

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

    @Override
    void close();
}
