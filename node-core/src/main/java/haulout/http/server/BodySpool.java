// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A request's body in a temporary file.
///
/// Threads: one after another; closing from any.
final class BodySpool implements AutoCloseable {
    private final Path folder;
    private boolean closed;
    private Path path = Path.of("");
    private long byteCount;

    /// @param folder existing
    BodySpool(Path folder) {
        this.folder = folder;
    }

    /// Appends bytes; blocks.
    synchronized void append(byte[] bytes, int count) throws IOException {
        if (closed) {
            return; // because the caller is gone
        }
        if (byteCount == 0) {
            path = Files.createTempFile(folder, "haulout-", ".body");
        }
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(bytes, 0, count);
            while (left.hasRemaining()) {
                file.write(left);
            }
        }
        byteCount += count;
    }

    /// The file; makes an empty one if there were no bytes.
    synchronized Path file() throws IOException {
        if (byteCount == 0 && !closed) {
            path = Files.createTempFile(folder, "haulout-", ".body");
            byteCount = -1;
        }
        return path;
    }

    /// Deletes the file; blocks.
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            if (byteCount != 0) {
                Files.deleteIfExists(path);
            }
        }
    }
}
