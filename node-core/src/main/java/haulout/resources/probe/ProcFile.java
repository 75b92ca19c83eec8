// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that the system makes anew each time it is read, kept open: to open one costs more than
/// to read it.
///
/// Threads: one at a time. An interrupt does not close it.
final class ProcFile {
    private final Path path;
    private final byte[] buffer;
    private @Nullable RandomAccessFile open;

    /// @param mostBytes what is behind that is not read
    ProcFile(Path path, int mostBytes) {
        this.path = path;
        this.buffer = new byte[mostBytes];
    }

    /// What is in it now.
    synchronized String read() throws IOException {
        RandomAccessFile file = open;
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "r");
            open = file;
        }
        try {
            file.seek(0);
            int length = 0;
            while (length < buffer.length) {
                int count = file.read(buffer, length, buffer.length - length);
                if (count < 0) {
                    break;
                }
                length += count;
            }
            return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            open = null;
            file.close();
            throw e;
        }
    }

    /// Lets go of it. The next reading opens it again.
    synchronized void close() throws IOException {
        RandomAccessFile file = open;
        open = null;
        if (file != null) {
            file.close();
        }
    }
}
