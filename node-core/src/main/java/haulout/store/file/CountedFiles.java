// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The calls of another layer, with the bytes counted that they wrote. Thread-safe.
public final class CountedFiles implements FileLayer {
    private final FileLayer files;
    private final LongAdder written = new LongAdder();

    /// @param files does the work
    public CountedFiles(FileLayer files) {
        this.files = files;
    }

    /// Bytes that were written since this was made.
    public long writtenBytes() {
        return written.sum();
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with what wraps it
    public OpenFile create(Path file) throws IOException {
        return new CountedFile(files.create(file));
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with what wraps it
    public OpenFile openForWriting(Path file) throws IOException {
        return new CountedFile(files.openForWriting(file));
    }

    @Override
    @MustBeClosed
    public OpenFile openForReading(Path file) throws IOException {
        return files.openForReading(file);
    }

    @Override
    public void readUncached(Path file, long position) throws IOException {
        files.readUncached(file, position);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return files.exists(path);
    }

    @Override
    public List<FileEntry> list(Path directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        files.createDirectories(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        files.move(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        files.forceDirectory(directory);
    }

    @Override
    public Room room(Path directory) throws IOException {
        return files.room(directory);
    }

    private final class CountedFile implements OpenFile {
        private final OpenFile file;

        CountedFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return file.read(position, target);
        }

        @Override
        public void write(long position, ByteBuffer source) throws IOException {
            int before = source.remaining();
            try {
                file.write(position, source);
            } finally {
                written.add(before - source.remaining());
            }
        }

        @Override
        public long byteCount() throws IOException {
            return file.byteCount();
        }

        @Override
        public void truncate(long byteCount) throws IOException {
            file.truncate(byteCount);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
