// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A node's data directory: what is where, and that one process uses it at a time.
///
/// | Name | Holds |
/// |---|---|
/// | `identity/` | keys, for the owner's eyes only |
/// | `node.db` | what the node knows; can be made again |
/// | `drives.json` | the lent drives |
/// | `scrub.json` | how far the check of everything is |
/// | `control/` | the lock, and how this computer's programs reach the node |
public final class NodeHome implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;

    private NodeHome(Path root, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Makes the directory if it is not there, and takes it for this process.
    ///
    /// @throws IOException if it cannot be made, or another process has it
    public static NodeHome open(Path root) throws IOException {
        Path home = root.toAbsolutePath().normalize();
        createPrivate(home);
        createPrivate(home.resolve("identity"));
        createPrivate(home.resolve("control"));
        Path path = home.resolve("control").resolve("lock");
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // the same process has it
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
        if (taken == null) {
            throw new IOException("another Haulout uses " + home + "; stop it first");
        }
        return new NodeHome(home, channel, taken);
    }

    /// Makes a folder that only its owner can look into, where the system knows owners.
    public static void prepare(Path folder) throws IOException {
        createPrivate(folder.toAbsolutePath().normalize());
    }

    private static void createPrivate(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, owner);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// The directory.
    public Path root() {
        return root;
    }

    /// Where keys are.
    public Path identity() {
        return root.resolve("identity");
    }

    /// The database.
    public Path database() {
        return root.resolve("node.db");
    }

    /// The list of lent drives.
    public Path drives() {
        return root.resolve("drives.json");
    }

    /// What was found damaged in the last month.
    public Path damage() {
        return root.resolve("damage.json");
    }

    /// Where the scrub keeps its position.
    public Path scrub() {
        return root.resolve("scrub.json");
    }

    /// What is lent if the owner says nothing else.
    public Path standardDrive() {
        return root.resolve("store");
    }

    /// Where the programs of this computer look for the node.
    public Path control() {
        return root.resolve("control");
    }

    @Override
    public void close() throws IOException {
        lock.close();
        lockFile.close();
    }
}
