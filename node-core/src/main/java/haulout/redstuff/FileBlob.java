// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/// A blob in a file.
public final class FileBlob implements BlobTarget, AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final FileTime modified;
    private final PieceBuffers buffers = new PieceBuffers();

    private FileBlob(Path path, FileChannel channel, long length, FileTime modified) {
        this.path = path;
        this.channel = channel;
        this.length = length;
        this.modified = modified;
    }

    /// Opens an existing file for reading.
    @MustBeClosed
    public static FileBlob open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new FileBlob(path, channel, channel.size(), Files.getLastModifiedTime(path));
    }

    /// Makes a file of `length` bytes to be written; it must not exist.
    @MustBeClosed
    public static FileBlob create(Path path, long length) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE_NEW);
        return new FileBlob(path, channel, length, Files.getLastModifiedTime(path));
    }

    /// Refuses a file that was written to since it was opened: its two readings may not be of the
    /// same bytes.
    ///
    /// @throws IOException if it was changed, or is no longer there
    public void requireUnchanged() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "removed while it was read");
        }
        if (Files.size(path) != length || !Files.getLastModifiedTime(path).equals(modified)) {
            throw new IOException(path + " was changed while it was read");
        }
    }

    /// The whole blob in memory, for blobs that are small enough for it; else this file.
    ///
    /// @param limitBytes largest blob to be loaded
    public BlobSource loaded(long limitBytes) throws IOException {
        if (length > Math.min(limitBytes, Integer.MAX_VALUE - 16)) {
            return this;
        }
        byte[] bytes = new byte[(int) length];
        read(0, bytes, 0, bytes.length);
        return BlobSource.of(bytes);
    }

    /// Work on a blob.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        /// Does it. The source is the work's until this returns.
        T on(BlobSource source) throws IOException, InterruptedException;
    }

    /// Does work with the file as a part of this process's memory meanwhile, so that reading it
    /// takes neither calls to the system nor a copy; with this file as it is if it is too large for
    /// that, and with its bytes if it is so small that reading it is less work.
    ///
    /// @param leastBytes smallest blob to be mapped
    /// @param limitBytes largest blob to be mapped: what was read counts as memory of the process
    /// @throws IOException if the work fails, or the file cannot be read to its end any more
    public <T> T mapped(int leastBytes, long limitBytes, Work<T> work)
            throws IOException, InterruptedException {
        if (length < leastBytes) {
            return work.on(loaded(leastBytes));
        }
        if (length == 0 || length > Math.min(limitBytes, Integer.MAX_VALUE)) {
            return work.on(this);
        }
        try (Arena arena = Arena.ofShared()) {
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena).asByteBuffer();
            return work.on(new MappedBlob(bytes));
        } catch (InternalError | IOException e) {
            // a page that the system cannot read is an error of Java's, or a bad address to write
            // from
            requireUnchanged();
            if (e instanceof IOException failure) {
                throw failure;
            }
            throw new FileSystemException(path.toString(), null, "cannot read: " + e.getMessage());
        }
    }

    /// Makes sure that everything written is on the drive.
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) throws IOException {
        try {
            StridedFile.readFully(channel, position, target, offset, count);
        } catch (IOException e) {
            throw StridedFile.naming("read", path, e);
        }
    }

    @Override
    public void readPadded(long position, ByteBuffer target) throws IOException {
        int end = target.limit();
        target.limit(target.position() + Math.clamp(length - position, 0, target.remaining()));
        try {
            StridedFile.readFully(channel, position, target);
        } catch (IOException e) {
            throw StridedFile.naming("read", path, e);
        }
        Padding.fill(target.limit(end));
    }

    @Override
    public void readPaddedRow(long position, TiledRows rows, int row, int count)
            throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            for (int done = 0; done < count; done += buffer.limit()) {
                buffer.clear().limit(Math.min(buffer.capacity(), count - done));
                readPadded(position + done, buffer);
                rows.putRow(row, done, buffer.flip());
            }
        } finally {
            buffers.give(buffer);
        }
    }

    @Override
    public void write(long position, byte[] bytes, int offset, int count) throws IOException {
        try {
            StridedFile.writeFully(channel, position, bytes, offset, count);
        } catch (IOException e) {
            throw StridedFile.naming("write", path, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
