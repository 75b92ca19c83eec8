// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Channels of many files, of which only so many are open at a time: the one not used for longest
/// is closed first.
///
/// Threads: several may use files at once, also the same one.
final class OpenFiles implements AutoCloseable {
    /// Files that the rest of the program may need beside ours.
    private static final int RESERVED = 128;

    private final int limit;
    private final OpenOption[] making;
    private final OpenOption[] opening;
    private final Map<Integer, Entry> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Integer> made = ConcurrentHashMap.newKeySet();

    private OpenFiles(int limit, OpenOption[] making, OpenOption[] opening) {
        this.limit = limit;
        this.making = making;
        this.opening = opening;
    }

    /// For files to be made, written and read again.
    static OpenFiles forMaking(int wanted) {
        return new OpenFiles(
                withinProcessLimit(wanted),
                new OpenOption[] {
                    StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW
                },
                new OpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE});
    }

    /// For files to be read.
    static OpenFiles forReading(int wanted) {
        OpenOption[] read = {StandardOpenOption.READ};
        return new OpenFiles(withinProcessLimit(wanted), read, read);
    }

    /// As many as are wanted, or as the system lets this process open.
    private static int withinProcessLimit(int wanted) {
        long allowed =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                                - unix.getOpenFileDescriptorCount()
                                - RESERVED
                        : 512;
        return Math.clamp(allowed, 16, Math.max(16, wanted));
    }

    @FunctionalInterface
    interface Action {
        void on(FileChannel channel) throws IOException;
    }

    private static final class Entry {
        /// Guarded by the entry: a file is opened outside the lock of all, because making thousands
        /// of files would hold up every thread else.
        @Nullable FileChannel channel;

        /// Guarded by the lock of all, as the rest.
        int users;

        synchronized FileChannel channel(Opening opening) throws IOException {
            FileChannel opened = channel;
            if (opened == null) {
                opened = opening.open();
                channel = opened;
            }
            return opened;
        }

        synchronized void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }

    @FunctionalInterface
    private interface Opening {
        FileChannel open() throws IOException;
    }

    /// Uses the file with number `key`, opening it if need be.
    void use(int key, Path path, Action action) throws IOException {
        Entry entry = acquire(key);
        try {
            action.on(entry.channel(() -> open(key, path)));
        } finally {
            release(entry);
        }
    }

    private FileChannel open(int key, Path path) throws IOException {
        if (made.contains(key)) {
            return FileChannel.open(path, opening);
        }
        FileChannel channel = FileChannel.open(path, making);
        made.add(key);
        return channel;
    }

    private synchronized Entry acquire(int key) throws IOException {
        Entry entry = open.get(key);
        if (entry == null) {
            closeSurplus();
            entry = new Entry();
            open.put(key, entry);
        }
        entry.users++;
        return entry;
    }

    private synchronized void release(Entry entry) {
        entry.users--;
    }

    private void closeSurplus() throws IOException {
        Iterator<Entry> oldestFirst = open.values().iterator();
        while (open.size() >= limit && oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (entry.users == 0) {
                oldestFirst.remove();
                entry.close();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (Entry entry : open.values()) {
            try {
                entry.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
