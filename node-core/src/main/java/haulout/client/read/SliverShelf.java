// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverSource;
import haulout.redstuff.StridedFile;
import haulout.redstuff.TemporaryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps verified slivers of one axis until they are decoded: in memory, or in a temporary file.
/// Slivers are added by one thread, then read by several.
final class SliverShelf implements SliverSource, AutoCloseable {
    private final int sliverBytes;
    private final List<Integer> indices = new ArrayList<>();
    private final List<ByteBuffer> memory = new ArrayList<>();
    private final @Nullable TemporaryFile file;

    private SliverShelf(int sliverBytes, @Nullable TemporaryFile file) {
        this.sliverBytes = sliverBytes;
        this.file = file;
    }

    /// Room for `count` slivers.
    ///
    /// @param memoryBytes most that is kept in memory
    /// @param folder existing, for the file if there is one
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with this
    static SliverShelf open(int count, int sliverBytes, long memoryBytes, Path folder)
            throws IOException {
        long bytes = (long) count * sliverBytes;
        if (bytes <= memoryBytes) {
            return new SliverShelf(sliverBytes, null);
        }
        return new SliverShelf(sliverBytes, TemporaryFile.nameless(folder, ".slivers", bytes));
    }

    void add(Sliver sliver) throws IOException {
        ByteBuffer payload = sliver.payload();
        if (file == null) {
            memory.add(payload);
        } else {
            long at = (long) indices.size() * sliverBytes;
            while (payload.hasRemaining()) {
                at += file.channel().write(payload, at);
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
            StridedFile.readFully(file.channel(), at, target, offset, count);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
