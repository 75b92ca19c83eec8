// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Positional reads and writes of whole ranges, and of ranges of symbols that do not lie side by
/// side.
public final class StridedFile {
    /// Bytes per call to the system: the JDK copies array contents through a direct buffer of this
    /// size, which it keeps for each thread.
    private static final int CALL_BYTES = PieceBuffers.BYTES;

    private StridedFile() {}

    /// The same failure with a message that names the file and says what was attempted. The
    /// system's own message for a full drive, for one, names nothing.
    public static IOException naming(String attempt, Path path, IOException e) {
        if (e instanceof ClosedByInterruptException || e instanceof FileSystemException) {
            return e; // because it says that a job was stopped, or names a file already
        }
        String reason = e.getMessage();
        return new FileSystemException(
                path.toString(),
                null,
                "cannot "
                        + attempt
                        + ": "
                        + (reason == null ? e.getClass().getSimpleName() : reason));
    }

    /// Reads exactly `count` bytes at `position`.
    ///
    /// @throws EOFException if the file ends before
    public static void readFully(
            FileChannel file, long position, byte[] target, int offset, int count)
            throws IOException {
        for (int done = 0; done < count; done += CALL_BYTES) {
            int some = Math.min(CALL_BYTES, count - done);
            readFully(file, position + done, ByteBuffer.wrap(target, offset + done, some));
        }
    }

    /// Reads until the buffer is full.
    public static void readFully(FileChannel file, long position, ByteBuffer target)
            throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int read = file.read(target, at);
            if (read < 0) {
                throw new EOFException(
                        "file ends at or before byte "
                                + at
                                + ", expected at least "
                                + (at + target.remaining())
                                + " bytes");
            }
            at += read;
        }
    }

    /// Writes exactly `count` bytes at `position`.
    public static void writeFully(
            FileChannel file, long position, byte[] bytes, int offset, int count)
            throws IOException {
        for (int done = 0; done < count; done += CALL_BYTES) {
            int some = Math.min(CALL_BYTES, count - done);
            writeFully(file, position + done, ByteBuffer.wrap(bytes, offset + done, some));
        }
    }

    /// Writes all that remains in `bytes` at `position`.
    public static void writeFully(FileChannel file, long position, ByteBuffer bytes)
            throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /// Writes `rowCount` pieces of `count` bytes, piece r from `offset + r·rowStride` to `position
    /// + r·fileStride`.
    public static void write(
            FileChannel file,
            long position,
            int fileStride,
            byte[] bytes,
            int offset,
            int rowStride,
            int rowCount,
            int count,
            PieceBuffers buffers)
            throws IOException {
        if (fileStride != count) {
            for (int row = 0; row < rowCount; row++) {
                writeFully(
                        file,
                        position + (long) row * fileStride,
                        bytes,
                        offset + row * rowStride,
                        count);
            }
        } else if (rowStride == count) {
            writeFully(file, position, bytes, offset, rowCount * count);
        } else {
            try (PieceWriter writer = new PieceWriter(file, position, buffers)) {
                for (int row = 0; row < rowCount; row++) {
                    writer.put(bytes, offset + row * rowStride, count);
                }
                writer.flush();
            }
        }
    }

    /// Reads `rowCount` pieces of `count` bytes, piece r from `position + r·fileStride` to `offset
    /// + r·rowStride`.
    public static void read(
            FileChannel file,
            long position,
            int fileStride,
            byte[] bytes,
            int offset,
            int rowStride,
            int rowCount,
            int count,
            PieceBuffers buffers)
            throws IOException {
        if (fileStride != count) {
            for (int row = 0; row < rowCount; row++) {
                readFully(
                        file,
                        position + (long) row * fileStride,
                        bytes,
                        offset + row * rowStride,
                        count);
            }
        } else if (rowStride == count) {
            readFully(file, position, bytes, offset, rowCount * count);
        } else {
            ByteBuffer packed = buffers.take();
            int rows = Math.max(1, packed.capacity() / count);
            for (int row = 0; row < rowCount; row += rows) {
                int some = Math.min(rows, rowCount - row);
                packed.clear().limit(some * count);
                readFully(file, position + (long) row * count, packed);
                packed.flip();
                for (int r = row; r < row + some; r++) {
                    packed.get(bytes, offset + r * rowStride, count);
                }
            }
            buffers.give(packed);
        }
    }
}
