// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverSource;
import haulout.redstuff.StridedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps verified slivers of one axis until they are decoded: in memory, or in a temporary file.
/// Slivers are added by one thread, then read by several.
final class SliverShelf implements SliverSource, AutoCloseable {
    private final int sliverBytes;
    private final List<Integer> indices = new ArrayList<>();
    private final List<ByteBuffer> memory = new ArrayList<>();
    private final @Nullable Path path;
    private final @Nullable FileChannel file;

    private SliverShelf(int sliverBytes, @Nullable Path path, @Nullable FileChannel file) {
        this.sliverBytes = sliverBytes;
        this.path = path;
        this.file = file;
    }

    /// Room for `count` slivers.
    ///
    /// @param memoryBytes most that is kept in memory
    /// @param folder existing, for the file if there is one
    @MustBeClosed
    static SliverShelf open(int count, int sliverBytes, long memoryBytes, Path folder)
            throws IOException {
        long bytes = (long) count * sliverBytes;
        if (bytes <= memoryBytes) {
            return new SliverShelf(sliverBytes, null, null);
        }
        FileStore drive = Files.getFileStore(folder);
        if (drive.getTotalSpace() > 0 && drive.getUsableSpace() < bytes) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    drive.getUsableSpace()
                            + " bytes free, "
                            + bytes
                            + " needed for a temporary file; -Djava.io.tmpdir=DIR names another folder");
        }
        Path path = Files.createTempFile(folder, "haulout-", ".slivers");
        try {
            return new SliverShelf(
                    sliverBytes,
                    path,
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    void add(Sliver sliver) throws IOException {
        ByteBuffer payload = sliver.payload();
        if (file == null) {
            memory.add(payload);
        } else {
            long at = (long) indices.size() * sliverBytes;
            while (payload.hasRemaining()) {
                at += file.write(payload, at);
            }
        }
        indices.add(sliver.index().value());
    }

    int count() {
        return indices.size();
    }

    /// Sliver indices in the order of their numbers.
    int[] indices() {
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void read(int number, int payloadOffset, byte[] target, int offset, int count)
            throws IOException {
        if (file == null) {
            memory.get(number).get(payloadOffset, target, offset, count);
        } else {
            long at = (long) number * sliverBytes + payloadOffset;
            StridedFile.readFully(file, at, target, offset, count);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        if (path != null) {
            Files.deleteIfExists(path);
        }
    }
}
