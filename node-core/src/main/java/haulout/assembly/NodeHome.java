// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
    private final IdentityFolder identity;

    private NodeHome(Path root, FileChannel lockFile, FileLock lock, Keyring keyring) {
        this.root = root;
        this.identity = new IdentityFolder(root.resolve("identity"), keyring);
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Makes the directory if it is not there, and takes it for this process.
    ///
    /// @throws IOException if it cannot be made, or another process has it
    public static NodeHome open(Path root) throws IOException {
        return open(root, Keyring.empty());
    }

    /// As the other, for a node whose keys may be locked.
    public static NodeHome open(Path root, Keyring keyring) throws IOException {
        Path home = root.toAbsolutePath().normalize();
        PrivateFolder.create(home);
        PrivateFolder.create(home.resolve("identity"));
        PrivateFolder.create(home.resolve("control"));
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
        return new NodeHome(home, channel, taken, keyring);
    }

    /// Makes a folder that only its owner can look into, where the system knows owners.
    public static void prepare(Path folder) throws IOException {
        PrivateFolder.create(folder.toAbsolutePath().normalize());
    }

    /// The directory.
    public Path root() {
        return root;
    }

    /// Where keys are.
    public Path identity() {
        return identity.path();
    }

    /// Who the node is.
    public IdentityFolder identityFolder() {
        return identity;
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
