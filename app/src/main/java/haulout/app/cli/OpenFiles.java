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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Channels of many files, of which only so many are open at a time: the one not used for longest
/// is closed first.
///
/// Threads: several may use files at once, also the same one.
final class OpenFiles implements AutoCloseable {
    /// Files that the rest of the program may need beside ours, unless there are hardly more: then
    /// half of them.
    private static final int RESERVED = 128;

    /// One for each thread that writes, and some.
    private static final int LEAST = 4;

    /// What a system that does not say surely allows.
    private static final int UNKNOWN_LEFT = 640;

    /// Such a part of all is closed when there are too many.
    private static final int SURPLUS_PARTS = 8;

    private final int limit;
    private final OpenOption[] making;
    private final OpenOption[] opening;
    private final ConcurrentMap<Integer, Entry> open = new ConcurrentHashMap<>();
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
        long left =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                        : UNKNOWN_LEFT;
        return Math.clamp(Math.max(left - RESERVED, left / 2), LEAST, Math.max(LEAST, wanted));
    }

    @FunctionalInterface
    interface Action {
        void on(FileChannel channel) throws IOException;
    }

    /// One file. Guarded by itself: a file is opened outside the lock of all, because making
    /// thousands of files would hold up every thread else.
    private static final class Entry {
        private @Nullable FileChannel channel;
        private int users;
        private boolean isClosed;

        /// Read without the lock, to choose whom to close.
        private volatile long lastUse;

        /// @return false if it was closed meanwhile
        synchronized boolean acquire() {
            if (!isClosed) {
                users++;
                lastUse = System.nanoTime();
            }
            return !isClosed;
        }

        synchronized void release() {
            users--;
        }

        synchronized FileChannel channel(Opening opening) throws IOException {
            FileChannel opened = channel;
            if (opened == null) {
                opened = opening.open();
                channel = opened;
            }
            return opened;
        }

        /// @return whether nobody used it
        synchronized boolean closeUnused() throws IOException {
            if (users > 0) {
                return false;
            }
            close();
            return true;
        }

        synchronized void close() throws IOException {
            isClosed = true;
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
        use(key, () -> path, action);
    }

    /// The same with a path that is asked for if the file has to be opened.
    void use(int key, Supplier<Path> path, Action action) throws IOException {
        Entry entry = acquire(key);
        try {
            action.on(entry.channel(() -> open(key, path.get())));
        } finally {
            entry.release();
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

    private Entry acquire(int key) throws IOException {
        while (true) {
            Entry entry = open.get(key);
            if (entry == null) {
                entry = add(key);
            }
            if (entry.acquire()) {
                return entry;
            }
            open.remove(key, entry);
        }
    }

    private synchronized Entry add(int key) throws IOException {
        if (open.size() >= limit) {
            closeSurplus();
        }
        return open.computeIfAbsent(key, _ -> new Entry());
    }

    /// Closes a file early that nobody uses or will use.
    void close(int key) throws IOException {
        Entry entry = open.get(key);
        if (entry != null && entry.closeUnused()) {
            open.remove(key, entry);
        }
    }

    /// Closes several at a time, because looking for them goes through all.
    private void closeSurplus() throws IOException {
        List<Map.Entry<Long, Integer>> oldestFirst = new ArrayList<>();
        open.forEach((key, entry) -> oldestFirst.add(Map.entry(entry.lastUse, key)));
        oldestFirst.sort(Map.Entry.comparingByKey());
        int surplus = open.size() - limit + Math.max(1, limit / SURPLUS_PARTS);
        for (Map.Entry<Long, Integer> oldest : oldestFirst) {
            if (surplus == 0) {
                return;
            }
            Entry entry = open.get(oldest.getValue());
            if (entry != null && entry.closeUnused()) {
                open.remove(oldest.getValue(), entry);
                surplus--;
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
