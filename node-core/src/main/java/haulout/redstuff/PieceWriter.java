// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Puts pieces from different places one behind another into a file, in as few calls to the system
/// as its buffer allows.
///
/// Threads: one.
public final class PieceWriter implements AutoCloseable {
    /// A piece of so many bytes outside the heap is worth a call to the system of its own; copying
    /// it costs more.
    private static final int DIRECT_BYTES = 16 << 10;

    private final FileChannel file;
    private final PieceBuffers buffers;
    private final ByteBuffer buffer;
    private long position;

    /// @param position of the first piece in the file
    /// @param buffers lends the buffer
    public PieceWriter(FileChannel file, long position, PieceBuffers buffers) {
        this.file = file;
        this.position = position;
        this.buffers = buffers;
        this.buffer = buffers.take();
    }

    /// Takes the next piece; the array may be changed afterwards.
    public void put(byte[] bytes, int offset, int count) throws IOException {
        put(ByteBuffer.wrap(bytes), offset, count);
    }

    /// Takes the next piece, of a buffer whose position does not matter and is not changed.
    public void put(ByteBuffer bytes, int offset, int count) throws IOException {
        if (bytes.isDirect() && count >= DIRECT_BYTES) {
            flush();
            write(bytes.slice(offset, count));
            return;
        }
        int done = 0;
        while (done < count) {
            int some = Math.min(count - done, buffer.remaining());
            buffer.put(buffer.position(), bytes, offset + done, some);
            buffer.position(buffer.position() + some);
            done += some;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    /// Writes what the buffer holds. What was put and is not flushed is never written.
    public void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    /// Gives the buffer back; writes nothing.
    @Override
    public void close() {
        buffers.give(buffer);
    }
}
