// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.store.file.FileLayer;
import haulout.store.file.FileLayer.FileEntry;
import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segment files of one drive, open for reading as long as someone reads. Threads: any.
final class SegmentFiles {
    /// Files kept open though nobody reads: opening one costs more than reading a small sliver.
    private static final int MAX_IDLE = 64;

    private static final String ENDING = ".seg";

    private static final Logger log = LoggerFactory.getLogger(SegmentFiles.class);

    private final FileLayer files;
    private final Path folder;

    // guarded by this; oldest use first
    private final LinkedHashMap<Integer, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);

    SegmentFiles(FileLayer files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    FileLayer files() {
        return files;
    }

    Path folder() {
        return folder;
    }

    Path path(int number) {
        return folder.resolve("%010d".formatted(number) + ENDING);
    }

    /// The segments that are there, by number, and their lengths.
    NavigableMap<Integer, Long> list() throws IOException {
        NavigableMap<Integer, Long> found = new TreeMap<>();
        for (FileEntry entry : files.list(folder)) {
            String name = String.valueOf(entry.path().getFileName());
            if (name.matches("\\d{10}\\" + ENDING)) {
                try {
                    found.put(Integer.parseInt(name.substring(0, 10)), entry.byteCount());
                } catch (NumberFormatException e) {
                    log.atWarn().addKeyValue("file", name).log("no segment has such a number");
                }
            }
        }
        return found;
    }

    /// A segment open for reading, until it is closed.
    final class Handle implements AutoCloseable {
        private final int number;
        private final OpenFile file;
        private int users;
        private boolean doomed;

        private Handle(int number, OpenFile file) {
            this.number = number;
            this.file = file;
        }

        int readFully(long position, ByteBuffer target) throws IOException {
            return file.readFully(position, target);
        }

        long byteCount() throws IOException {
            return file.byteCount();
        }

        OpenFile file() {
            return file;
        }

        @Override
        public void close() {
            release(this);
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the handle owns the file
    synchronized Handle open(int number) throws IOException {
        Handle handle = handles.get(number);
        if (handle == null) {
            handle = new Handle(number, files.openForReading(path(number)));
            handles.put(number, handle);
        } else if (handle.doomed) {
            throw new NoSuchFileException(path(number).toString());
        }
        handle.users++;
        dropIdle(MAX_IDLE);
        return handle;
    }

    private synchronized void release(Handle handle) {
        handle.users--;
        if (handle.users == 0 && handle.doomed) {
            handles.remove(handle.number, handle);
            closeQuietly(handle);
        }
    }

    private void dropIdle(int keep) {
        if (handles.size() <= keep) {
            return;
        }
        List<Handle> idle = new ArrayList<>();
        for (Handle handle : handles.values()) {
            if (handle.users == 0 && handles.size() - idle.size() > keep) {
                idle.add(handle);
            }
        }
        for (Handle handle : idle) {
            handles.remove(handle.number);
            closeQuietly(handle);
        }
    }

    /// Deletes a file. Who reads it reads on: the name goes, the bytes stay until the last handle
    /// is closed.
    void delete(int number) throws IOException {
        files.delete(path(number));
        synchronized (this) {
            Handle handle = handles.get(number);
            if (handle != null) {
                handle.doomed = true;
                if (handle.users == 0) {
                    handles.remove(number);
                    closeQuietly(handle);
                }
            }
        }
    }

    /// Closes what nobody reads, and the rest as soon as it is closed by those who do.
    synchronized void closeIdle() {
        for (Handle handle : List.copyOf(handles.values())) {
            if (handle.users == 0) {
                handles.remove(handle.number);
                closeQuietly(handle);
            }
        }
    }

    /// Lets go of all files, also of those in use, after their drive was away: the next reader
    /// opens them anew.
    synchronized void forget() {
        closeIdle();
        for (Handle handle : handles.values()) {
            handle.doomed = true;
        }
        handles.clear();
    }

    private static void closeQuietly(Handle handle) {
        try {
            handle.file.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("closing a segment failed"); // it was only read
        }
    }
}
