// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files of this computer.
public final class SystemFiles implements FileLayer {
    // a folder cannot be opened there, and its entries are written with the files
    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private static final Set<OpenOption> UNCACHED = uncached();

    // the option is no standard one, and is asked for by its name
    private static Set<OpenOption> uncached() {
        Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.READ));
        try {
            Class<?> type = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            for (Object option : type.getEnumConstants()) {
                if (option instanceof OpenOption its && option.toString().equals("DIRECT")) {
                    options.add(its);
                }
            }
        } catch (ClassNotFoundException e) {
            // then it is read as usual
        }
        return Set.copyOf(options);
    }

    @MustBeClosed
    @Override
    public OpenFile create(Path file) throws IOException {
        return open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @MustBeClosed
    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        return open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @MustBeClosed
    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return open(file, StandardOpenOption.READ);
    }

    private static OpenFile open(Path file, OpenOption... options) throws IOException {
        return new SystemFile(file, FileChannel.open(file, options), options);
    }

    @Override
    public void readUncached(Path file, long position) throws IOException {
        FileChannel direct;
        int block;
        try {
            block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
            direct = FileChannel.open(file, UNCACHED);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // some file systems cannot; one that cannot open it at all says so now
            FileLayer.super.readUncached(file, position);
            return;
        }
        try (direct) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(2 * block).alignedSlice(block);
            direct.read(bytes.limit(block), position / block * block);
        }
    }

    @Override
    public boolean exists(Path path) throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public List<FileEntry> list(Path directory) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    entries.add(new FileEntry(path, attributes.size()));
                }
            }
        }
        return entries;
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Room room(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new Room(store.name(), store.getTotalSpace(), store.getUsableSpace());
    }
}
