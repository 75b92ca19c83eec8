// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.crypto.BlsPublicKey;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
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

    /// How long another process may be adding or removing files, which takes less than a moment.
    private static final Duration GATE_TIME = Duration.ofSeconds(10);

    private static final Duration GATE_PAUSE = Duration.ofMillis(5);

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

    /// Where the locks of this user are: among what programs of this user keep for themselves,
    /// which nobody tidies up and nobody else may write to.
    public static Path standardFolder() {
        return standardFolder(
                System.getProperty("os.name", ""),
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("java.io.tmpdir")),
                System.getProperty("user.name"));
    }

    /// The folder for a given system; where the user has none of its own, one of its name among the
    /// temporary ones.
    static Path standardFolder(
            String system,
            Map<String, String> environment,
            Path home,
            Path temporary,
            String user) {
        Path own;
        if (system.startsWith("Windows")) {
            own = folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        } else if (system.startsWith("Mac")) {
            own = home.resolve("Library").resolve("Application Support");
        } else {
            own = home.resolve(".local").resolve("state"); // the same in every session of the user
        }
        return home.isAbsolute() && Files.isDirectory(home) && Files.isWritable(home)
                ? own.resolve("haulout").resolve("running")
                : temporary.resolve("haulout-running-" + user);
    }

    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }

    /// Takes the identity for this process.
    ///
    /// @param folder for the locks of all nodes of this user; made if it is not there
    /// @throws IdentityInUseException if another process has it, or this one already
    /// @throws IOException also if the folder is another user's, or somebody keeps its gate shut
    public static TwinLock take(Path folder, BlsPublicKey key) throws IOException {
        return take(folder, key, GATE_TIME);
    }

    /// @param patience how long the gate may be shut
    static TwinLock take(Path folder, BlsPublicKey key, Duration patience) throws IOException {
        PrivateFolder.create(folder);
        Path real = folder.toRealPath();
        requireOwn(real);
        String name = HexFormat.of().formatHex(key.toBytes(), 0, NAME_BYTES);
        THREADS.lock();
        try (FileChannel _ = gate(real, patience)) {
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

    /// Somebody else could keep the locks, or take them away.
    private static void requireOwn(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Path mine = Files.createTempFile(folder, "mine", ".tmp");
        UserPrincipal user;
        try {
            user = Files.getOwner(mine);
        } finally {
            Files.deleteIfExists(mine);
        }
        if (!user.equals(Files.getOwner(folder))) {
            throw new IOException("folder " + folder + " is another user's");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /// Waits until nobody else adds or removes files; others have it for less than a moment.
    private static FileChannel gate(Path folder, Duration patience) throws IOException {
        FileChannel gate =
                FileChannel.open(
                        folder.resolve("gate"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            long begin = System.nanoTime();
            while (gate.tryLock() == null) {
                if (System.nanoTime() - begin > patience.toNanos()) {
                    throw new IOException(
                            "another program keeps " + folder.resolve("gate") + " shut");
                }
                Thread.sleep(GATE_PAUSE);
            }
            return gate;
        } catch (InterruptedException e) {
            gate.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + folder + " was locked");
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
            try (FileChannel _ = gate(folder, GATE_TIME)) {
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
