// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.http.server.BodySource;
import haulout.redstuff.TemporaryFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// An answer from a temporary file, which goes when the answer has left.
final class FileAnswer implements BodySource {
    private final TemporaryFile file;
    private final long byteCount;
    private long at;

    /// @param file ownership passes
    FileAnswer(TemporaryFile file, long byteCount) {
        this.file = file;
        this.byteCount = byteCount;
    }

    @Override
    public long byteCount() {
        return byteCount;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (at == byteCount) {
            return -1;
        }
        ByteBuffer part =
                target.slice(target.position(), (int) Math.min(target.remaining(), byteCount - at));
        int count = file.channel().read(part, at);
        if (count < 0) {
            throw new EOFException("a temporary file became shorter");
        }
        target.position(target.position() + count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
