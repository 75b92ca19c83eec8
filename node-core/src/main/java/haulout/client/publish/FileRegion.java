// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A part of a file as a stream, through a channel of its own.
final class FileRegion extends InputStream {
    private final FileChannel file;
    private long at;
    private final long end;

    @MustBeClosed
    FileRegion(Path path, long from, long count) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.at = from;
        this.end = from + count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (at == end) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, (int) Math.min(count, end - at));
        int read = file.read(buffer, at);
        if (read < 0) {
            throw new EOFException("a file with slivers became shorter");
        }
        at += read;
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
