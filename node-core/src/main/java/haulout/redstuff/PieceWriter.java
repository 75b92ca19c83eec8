// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts pieces from different places one behind another into a file, in as few calls to the system
/// as its buffer allows.
///
/// Threads: one.
public final class PieceWriter implements AutoCloseable {
    /// A piece of so many bytes outside the heap is worth a call to the system of its own; copying
    /// it costs more.
    private static final int DIRECT_BYTES = 16 << 10;

    /// The same where one call takes pieces from several places.
    private static final int GATHERED_BYTES = 4 << 10;

    private final FileChannel file;
    private final PieceBuffers buffers;
    private final ByteBuffer buffer;
    private long position;

    /// What one call is to take; null if pieces outside the heap are written one by one.
    private final @Nullable List<ByteBuffer> gathered;

    private int gatheredEnd;

    /// @param position of the first piece in the file
    /// @param buffers lends the buffer
    public PieceWriter(FileChannel file, long position, PieceBuffers buffers) {
        this(file, position, buffers, null);
    }

    private PieceWriter(
            FileChannel file,
            long position,
            PieceBuffers buffers,
            @Nullable List<ByteBuffer> gathered) {
        this.file = file;
        this.position = position;
        this.buffers = buffers;
        this.buffer = buffers.take();
        this.gathered = gathered;
    }

    /// For a file that one thread writes from its beginning to its end: pieces outside the heap,
    /// which must not change until they are flushed, go there in one call together with all others.
    ///
    /// @param file not used yet
    public static PieceWriter ofWhole(FileChannel file, PieceBuffers buffers) {
        return new PieceWriter(file, 0, buffers, new ArrayList<>());
    }

    /// Takes the next piece; the array may be changed afterwards.
    public void put(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int some = Math.min(count - done, buffer.remaining());
            buffer.put(bytes, offset + done, some);
            done += some;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    /// Takes pieces of `count` bytes, the first from `offset` on and each next one `stride` behind.
    public void put(byte[] bytes, int offset, int stride, int pieces, int count)
            throws IOException {
        if (stride == count) {
            put(bytes, offset, pieces * count);
            return;
        }
        for (int piece = 0; piece < pieces; piece++) {
            put(bytes, offset + piece * stride, count);
        }
    }

    /// Takes the next piece, of a buffer whose position does not matter and is not changed.
    public void put(ByteBuffer bytes, int offset, int count) throws IOException {
        if (bytes.hasArray()) {
            put(bytes.array(), bytes.arrayOffset() + offset, count);
            return;
        }
        if (gathered != null && count >= GATHERED_BYTES) {
            gather();
            gathered.add(bytes.slice(offset, count));
            return;
        }
        if (gathered == null && count >= DIRECT_BYTES) {
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

    /// Takes what the buffer holds since the last time into the next call.
    private void gather() {
        if (gathered != null && buffer.position() > gatheredEnd) {
            gathered.add(buffer.slice(gatheredEnd, buffer.position() - gatheredEnd));
            gatheredEnd = buffer.position();
        }
    }

    /// Writes what the buffer holds. What was put and is not flushed is never written.
    public void flush() throws IOException {
        if (gathered == null) {
            write(buffer.flip());
        } else {
            gather();
            writeGathered(gathered.toArray(ByteBuffer[]::new));
            gathered.clear();
            gatheredEnd = 0;
        }
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    private void writeGathered(ByteBuffer[] pieces) throws IOException {
        int first = 0;
        while (true) {
            while (first < pieces.length && !pieces[first].hasRemaining()) {
                first++;
            }
            if (first == pieces.length) {
                return;
            }
            position += file.write(pieces, first, pieces.length - first);
        }
    }

    /// Gives the buffer back; writes nothing.
    @Override
    public void close() {
        buffers.give(buffer);
    }
}
