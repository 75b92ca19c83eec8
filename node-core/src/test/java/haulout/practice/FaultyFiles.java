// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.store.file.FileLayer;
import haulout.store.file.OpenFile;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Real files on drives that can be made slow, full or absent while they are used. Thread-safe.
final class FaultyFiles implements FileLayer {
    // what a worn memory card takes for a flush
    private static final long SLOW_NANOS = 400_000_000;

    private final FileLayer files = new SystemFiles();
    private final Map<Path, State> states = new ConcurrentHashMap<>();
    private final Map<Path, Instant> forced = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// @param clock says when something was written
    FaultyFiles(InstantSource clock) {
        this.clock = clock;
    }

    /// How a drive is.
    enum State {
        /// As it should be.
        WELL,
        /// Each write and each flush takes long.
        SLOW,
        /// Nothing more fits.
        FULL,
        /// Nothing of it is there.
        GONE
    }

    /// Has everything below a folder be so.
    void set(Path folder, State state) {
        states.put(folder, state);
    }

    /// How the drive of a file is.
    State of(Path path) {
        return states.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(State.WELL);
    }

    /// When something below a folder was last forced to its drive.
    Optional<Instant> lastForced(Path folder) {
        return forced.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(folder))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    private Path there(Path path) throws IOException {
        if (of(path) == State.GONE) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }

    private Path writable(Path path) throws IOException {
        there(path);
        if (of(path) == State.FULL) {
            throw new IOException("No space left on device");
        }
        if (of(path) == State.SLOW) {
            LockSupport.parkNanos(SLOW_NANOS);
        }
        return path;
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with what wraps it
    public OpenFile create(Path file) throws IOException {
        return new Faulty(file, files.create(writable(file)));
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with what wraps it
    public OpenFile openForWriting(Path file) throws IOException {
        return new Faulty(file, files.openForWriting(there(file)));
    }

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with what wraps it
    public OpenFile openForReading(Path file) throws IOException {
        return new Faulty(file, files.openForReading(there(file)));
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return of(path) != State.GONE && files.exists(path);
    }

    @Override
    public List<FileEntry> list(Path directory) throws IOException {
        return files.list(there(directory));
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        files.createDirectories(there(directory));
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(there(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        files.move(there(from), to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        files.forceDirectory(there(directory));
    }

    @Override
    public Room room(Path directory) throws IOException {
        Room room = files.room(there(directory));
        return of(directory) == State.FULL ? new Room(room.volume(), room.totalBytes(), 0) : room;
    }

    private final class Faulty implements OpenFile {
        private final Path path;
        private final OpenFile file;

        Faulty(Path path, OpenFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            there(path);
            return file.read(position, target);
        }

        @Override
        public void write(long position, ByteBuffer source) throws IOException {
            writable(path);
            file.write(position, source);
        }

        @Override
        public long byteCount() throws IOException {
            there(path);
            return file.byteCount();
        }

        @Override
        public void truncate(long byteCount) throws IOException {
            there(path);
            file.truncate(byteCount);
        }

        @Override
        public void force() throws IOException {
            writable(path);
            file.force();
            forced.put(Objects.requireNonNull(path.getParent()), clock.instant());
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
