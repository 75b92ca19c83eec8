// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.crypto.BlsPublicKey;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That one process of this computer's user runs an identity at a time, whichever folder it has it
/// from. The system lets go of it when the process ends, however that happens.
///
/// Each identity that runs has a file. Files come and go only while the folder's gate is held, so
/// that nobody locks a file that has no name any more; what a killed process has left behind goes
/// with the next one that is taken. Threads: any.
public final class TwinLock implements AutoCloseable {
    // enough that no two nodes share a name
    private static final int NAME_BYTES = 16;

    private static final String ENDING = ".lock";

    private static final Logger log = LoggerFactory.getLogger(TwinLock.class);

    /// The system counts locks by process: two threads of one have to wait for each other here.
    private static final ReentrantLock THREADS = new ReentrantLock();

    /// What this process has. Such a file is never opened a second time: where the second channel
    /// is closed, POSIX drops the lock of the first.
    private static final Set<Path> OWN = new HashSet<>();

    private final Path folder;
    private final Path file;
    private final FileChannel channel;

    private TwinLock(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /// Where the locks of this user are.
    public static Path standardFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("haulout-running-" + System.getProperty("user.name"));
    }

    /// Takes the identity for this process.
    ///
    /// @param folder for the locks of all nodes of this user; made if it is not there
    /// @throws IdentityInUseException if another process has it, or this one already
    public static TwinLock take(Path folder, BlsPublicKey key) throws IOException {
        PrivateFolder.create(folder);
        Path real = folder.toRealPath();
        String name = HexFormat.of().formatHex(key.toBytes(), 0, NAME_BYTES);
        THREADS.lock();
        try (FileChannel _ = gate(real)) {
            sweep(real);
            Path file = real.resolve(name + ENDING);
            FileChannel channel = OWN.contains(file) ? null : locked(file);
            if (channel == null) {
                throw new IdentityInUseException("on this computer");
            }
            OWN.add(file);
            return new TwinLock(real, file, channel);
        } finally {
            THREADS.unlock();
        }
    }

    /// Waits until nobody else adds or removes files; others have it for less than a moment.
    private static FileChannel gate(Path folder) throws IOException {
        FileChannel gate =
                FileChannel.open(
                        folder.resolve("gate"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock _ = gate.lock();
            return gate;
        } catch (IOException | RuntimeException failure) {
            gate.close();
            throw failure;
        }
    }

    /// @return null if another process has it
    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isTaken = false;
        try {
            isTaken = channel.tryLock() != null;
        } finally {
            if (!isTaken) {
                channel.close();
            }
        }
        return isTaken ? channel : null;
    }

    /// Removes the files of processes that are gone.
    private static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                if (OWN.contains(file)) {
                    continue;
                }
                FileChannel left = locked(file);
                if (left != null) {
                    left.close();
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException failure) {
            log.debug("locks that were left behind stay", failure);
        }
    }

    /// Lets go of it; the file goes as well. Again does nothing.
    @Override
    public void close() throws IOException {
        THREADS.lock();
        try {
            if (!OWN.remove(file)) {
                return;
            }
            try (FileChannel _ = gate(folder)) {
                channel.close();
                Files.deleteIfExists(file);
            } finally {
                channel.close();
            }
        } finally {
            THREADS.unlock();
        }
    }
}
