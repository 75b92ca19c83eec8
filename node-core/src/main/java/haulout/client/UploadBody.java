// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The bytes of a request, which can be read again when it is repeated.
public interface UploadBody {
    /// How many bytes there are.
    long byteCount();

    /// Opens them from the start on; whoever opened it closes it.
    InputStream open() throws IOException;

    /// Bytes in memory.
    ///
    /// @param bytes ownership passes
    static UploadBody of(byte[] bytes) {
        return of(ByteBuffer.wrap(bytes));
    }

    /// Bytes in memory, position to limit.
    ///
    /// @param bytes must not change before the request is done with; has an array
    static UploadBody of(ByteBuffer bytes) {
        ByteBuffer own = bytes.duplicate();
        return new UploadBody() {
            @Override
            public long byteCount() {
                return own.remaining();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(
                        own.array(), own.arrayOffset() + own.position(), own.remaining());
            }
        };
    }
}
