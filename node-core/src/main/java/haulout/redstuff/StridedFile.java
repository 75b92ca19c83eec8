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
    private static final int CALL_BYTES = 1 << 20;

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
        int done = 0;
        while (done < count) {
            ByteBuffer buffer =
                    ByteBuffer.wrap(target, offset + done, Math.min(CALL_BYTES, count - done));
            int read = file.read(buffer, position + done);
            if (read < 0) {
                throw new EOFException(
                        "file ends at or before byte "
                                + (position + done)
                                + ", expected at least "
                                + (position + count)
                                + " bytes");
            }
            done += read;
        }
    }

    /// Writes exactly `count` bytes at `position`.
    public static void writeFully(
            FileChannel file, long position, byte[] bytes, int offset, int count)
            throws IOException {
        int done = 0;
        while (done < count) {
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes, offset + done, Math.min(CALL_BYTES, count - done));
            done += file.write(buffer, position + done);
        }
    }

    /// Writes a new file of three parts, with as few calls to the system as its size allows.
    public static void writeFramed(FileChannel file, byte[] header, byte[] payload, byte[] trailer)
            throws IOException {
        if (payload.length > CALL_BYTES) {
            writeFully(file, 0, header, 0, header.length);
            writeFully(file, header.length, payload, 0, payload.length);
            writeFully(file, (long) header.length + payload.length, trailer, 0, trailer.length);
            return;
        }
        ByteBuffer[] parts = {
            ByteBuffer.wrap(header), ByteBuffer.wrap(payload), ByteBuffer.wrap(trailer)
        };
        long left = (long) header.length + payload.length + trailer.length;
        while (left > 0) {
            left -= file.write(parts);
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
            int count)
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
            byte[] packed = new byte[rowCount * count];
            Symbols.copy(bytes, offset, rowStride, packed, 0, count, rowCount, count);
            writeFully(file, position, packed, 0, packed.length);
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
            int count)
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
            byte[] packed = new byte[rowCount * count];
            readFully(file, position, packed, 0, packed.length);
            Symbols.copy(packed, 0, count, bytes, offset, rowStride, rowCount, count);
        }
    }
}
