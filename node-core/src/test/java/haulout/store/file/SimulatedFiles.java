// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A drive in memory with a page cache: what was not forced may be lost, in part or in any order,
/// when the power goes.
///
/// Every change and every force is a step. At the step that was asked for the power goes: the call
/// fails, and so do all later ones; [#afterCut] is what is found then.
public final class SimulatedFiles implements FileLayer {
    /// The smallest thing that a drive writes as a whole or not at all.
    private final int sectorBytes;

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> durableNames = new HashMap<>();
    private final List<NameChange> pending = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();
    private long steps;
    private long cutAt = Long.MAX_VALUE;
    private boolean gone;
    private Room room = new Room("simulated", 1L << 40, 1L << 39);
    private Fault fault = (operation, path) -> {};
    private final Map<Path, long[]> badSectors = new HashMap<>();

    /// Called before each operation; what it throws is what the operation throws.
    @FunctionalInterface
    public interface Fault {
        /// @param operation `create`, `open`, `read`, `write`, `force`, `truncate`, `delete`,
        ///   `move`, `forceDirectory`, `list`, `index`
        void before(String operation, Path path) throws IOException;
    }

    private record NameChange(Path folder, List<Path> removed, Map<Path, Content> added) {}

    private static final class Content {
        private byte[] cached = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();
        private boolean resized;
    }

    /// @param sectorBytes 512 or 4096
    public SimulatedFiles(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    /// Lets the power go at a step, counted from now on, from 1.
    public synchronized void cutAt(long step) {
        steps = 0;
        cutAt = step;
    }

    /// Steps since the last [#cutAt].
    public synchronized long steps() {
        return steps;
    }

    /// Whether the power has gone.
    public synchronized boolean isCut() {
        return steps >= cutAt;
    }

    public synchronized void setFault(Fault fault) {
        this.fault = fault;
    }

    /// Makes bytes of a file unreadable, from and to; none if they are the same.
    public synchronized void setBadSector(Path file, long from, long to) {
        badSectors.put(file, new long[] {from, to});
    }

    public synchronized void setRoom(long totalBytes, long freeBytes) {
        room = new Room("simulated", totalBytes, freeBytes);
    }

    /// Pulls the plug of the drive, or puts it back.
    public synchronized void setGone(boolean gone) {
        this.gone = gone;
    }

    /// A step that is no file operation: a commit of the index.
    public synchronized void step(String operation) throws IOException {
        step(operation, Path.of("/"));
    }

    private void step(String operation, Path path) throws IOException {
        check(operation, path);
        steps++;
        if (steps >= cutAt) {
            throw new IOException("the power is gone");
        }
    }

    private void check(String operation, Path path) throws IOException {
        if (steps >= cutAt) {
            throw new IOException("the power is gone");
        }
        if (gone) {
            throw new NoSuchFileException(path + ": no such device");
        }
        fault.before(operation, path);
    }

    /// What is on the drive after the power came back: of each thing that was not forced a part
    /// that `random` chooses.
    public synchronized SimulatedFiles afterCut(Random random) {
        SimulatedFiles after = new SimulatedFiles(sectorBytes);
        after.folders.addAll(folders);
        after.room = room;
        Map<Path, Content> survivors = new HashMap<>(durableNames);
        int mode = random.nextInt(4);
        int kept = random.nextInt(pending.size() + 1);
        for (int i = 0; i < pending.size(); i++) {
            boolean keep = mode == 0 ? i < kept : mode == 1 || (mode == 2 && random.nextBoolean());
            if (keep) {
                pending.get(i).removed().forEach(survivors::remove);
                survivors.putAll(pending.get(i).added());
            }
        }
        survivors.forEach((path, content) -> {
            Content found = new Content();
            found.durable = torn(content, random);
            found.cached = found.durable.clone();
            after.names.put(path, found);
            after.durableNames.put(path, found);
        });
        return after;
    }

    /// What is found when only the process ended: all of it, but what was not forced is still not
    /// on the drive.
    public synchronized SimulatedFiles afterKill() {
        SimulatedFiles after = new SimulatedFiles(sectorBytes);
        after.folders.addAll(folders);
        after.room = room;
        Map<Content, Content> copies = new HashMap<>();
        names.forEach((path, content) -> after.names.put(path, copy(content, copies)));
        durableNames.forEach(
                (path, content) -> after.durableNames.put(path, copy(content, copies)));
        for (NameChange change : pending) {
            Map<Path, Content> added = new HashMap<>();
            change.added().forEach((path, content) -> added.put(path, copy(content, copies)));
            after.pending.add(new NameChange(change.folder(), change.removed(), added));
        }
        return after;
    }

    private static Content copy(Content content, Map<Content, Content> copies) {
        return copies.computeIfAbsent(
                content,
                its -> {
                    Content copy = new Content();
                    copy.cached = its.cached.clone();
                    copy.durable = its.durable.clone();
                    copy.dirty.or(its.dirty);
                    copy.resized = its.resized;
                    return copy;
                });
    }

    private byte[] torn(Content content, Random random) {
        if (content.dirty.isEmpty() && !content.resized) {
            return content.durable.clone();
        }
        int mode = random.nextInt(5);
        if (mode == 0) {
            return content.durable.clone();
        }
        if (mode == 1) {
            return content.cached.clone();
        }
        int shorter = Math.min(content.durable.length, content.cached.length);
        int longer = Math.max(content.durable.length, content.cached.length);
        int length =
                switch (random.nextInt(3)) {
                    case 0 -> content.cached.length;
                    case 1 -> content.durable.length;
                    default -> shorter + random.nextInt(longer - shorter + 1);
                };
        byte[] result = Arrays.copyOf(content.durable, length);
        int last = mode == 2 ? random.nextInt(content.cached.length / sectorBytes + 2) : -1;
        for (int sector = content.dirty.nextSetBit(0);
                sector >= 0;
                sector = content.dirty.nextSetBit(sector + 1)) {
            boolean written = mode == 2 ? sector <= last : random.nextInt(4) < mode - 1;
            int from = sector * sectorBytes;
            int to = Math.min(Math.min(from + sectorBytes, length), content.cached.length);
            if (written && from < to) {
                System.arraycopy(content.cached, from, result, from, to - from);
            }
        }
        return result;
    }

    /// The bytes of a file as a reader sees them now, to be damaged at will.
    public synchronized byte[] bytes(Path file) throws IOException {
        return content(file).cached.clone();
    }

    /// Replaces the bytes of a file, on the drive too.
    public synchronized void setBytes(Path file, byte[] bytes) throws IOException {
        Content content = content(file);
        content.cached = bytes.clone();
        content.durable = bytes.clone();
        content.dirty.clear();
        content.resized = false;
    }

    /// Names of all files.
    public synchronized Set<Path> paths() {
        return Set.copyOf(names.keySet());
    }

    /// Puts an empty folder in the place of the drive: what is left when it is not mounted.
    public synchronized void clear() {
        names.clear();
        durableNames.clear();
        pending.clear();
    }

    private Content content(Path file) throws IOException {
        Content content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public synchronized OpenFile create(Path file) throws IOException {
        step("create", file);
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (!folders.contains(file.getParent())) {
            throw new NoSuchFileException(file.toString());
        }
        Content content = new Content();
        names.put(file, content);
        pending.add(new NameChange(file.getParent(), List.of(), Map.of(file, content)));
        return new Open(file, content);
    }

    @Override
    public synchronized OpenFile openForWriting(Path file) throws IOException {
        check("open", file);
        return new Open(file, content(file));
    }

    @Override
    public synchronized OpenFile openForReading(Path file) throws IOException {
        check("open", file);
        return new Open(file, content(file));
    }

    @Override
    public synchronized boolean exists(Path path) throws IOException {
        check("exists", path);
        return names.containsKey(path) || folders.contains(path);
    }

    @Override
    public synchronized List<FileEntry> list(Path directory) throws IOException {
        check("list", directory);
        if (!folders.contains(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        List<FileEntry> entries = new ArrayList<>();
        names.forEach((path, content) -> {
            if (directory.equals(path.getParent())) {
                entries.add(new FileEntry(path, content.cached.length));
            }
        });
        return entries;
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        check("createDirectories", directory);
        for (Path path = directory; path != null; path = path.getParent()) {
            folders.add(path);
        }
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        step("delete", file);
        if (names.remove(file) != null) {
            pending.add(new NameChange(file.getParent(), List.of(file), Map.of()));
        }
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        step("move", from);
        Content content = content(from);
        names.remove(from);
        names.put(to, content);
        pending.add(new NameChange(to.getParent(), List.of(from), Map.of(to, content)));
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        step("forceDirectory", directory);
        List<NameChange> left = new ArrayList<>();
        for (NameChange change : pending) {
            if (change.folder().equals(directory)) {
                change.removed().forEach(durableNames::remove);
                durableNames.putAll(change.added());
            } else {
                left.add(change);
            }
        }
        pending.clear();
        pending.addAll(left);
    }

    @Override
    public synchronized Room room(Path directory) throws IOException {
        check("room", directory);
        return room;
    }

    private final class Open implements OpenFile {
        private final Path file;
        private final Content content;

        private Open(Path file, Content content) {
            this.file = file;
            this.content = content;
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            synchronized (SimulatedFiles.this) {
                check("read", file);
                int left = (int) Math.max(0, content.cached.length - position);
                if (left == 0) {
                    return target.hasRemaining() ? -1 : 0;
                }
                int count = Math.min(left, target.remaining());
                long[] bad = badSectors.get(file);
                if (bad != null && position < bad[1] && position + count > bad[0]) {
                    if (position >= bad[0]) {
                        throw new IOException("medium error");
                    }
                    count = (int) (bad[0] - position);
                }
                target.put(content.cached, (int) position, count);
                return count;
            }
        }

        @Override
        public void write(long position, ByteBuffer source) throws IOException {
            synchronized (SimulatedFiles.this) {
                boolean cut = false;
                try {
                    step("write", file);
                } catch (IOException e) {
                    cut = isCut() && steps == cutAt; // the last write may have got somewhere
                    if (!cut) {
                        throw e;
                    }
                }
                int start = (int) position;
                int end = start + source.remaining();
                if (end > content.cached.length) {
                    content.cached = Arrays.copyOf(content.cached, end);
                    content.resized = true;
                }
                source.get(content.cached, start, end - start);
                content.dirty.set(start / sectorBytes, (end - 1) / sectorBytes + 1);
                if (cut) {
                    steps++;
                    throw new IOException("the power is gone");
                }
            }
        }

        @Override
        public long byteCount() throws IOException {
            synchronized (SimulatedFiles.this) {
                check("byteCount", file);
                return content.cached.length;
            }
        }

        @Override
        public void truncate(long byteCount) throws IOException {
            synchronized (SimulatedFiles.this) {
                step("truncate", file);
                if (byteCount < content.cached.length) {
                    content.cached = Arrays.copyOf(content.cached, (int) byteCount);
                    content.resized = true;
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedFiles.this) {
                step("force", file);
                content.durable = content.cached.clone();
                content.dirty.clear();
                content.resized = false;
            }
        }

        @Override
        public void close() {
            // nothing is flushed by closing
        }
    }
}
