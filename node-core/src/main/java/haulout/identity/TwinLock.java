// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.crypto.BlsPublicKey;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/// That one process of this computer's user runs an identity at a time, whichever folder it has it
/// from. The system lets go of it when the process ends, however that happens.
public final class TwinLock implements AutoCloseable {
    // enough that no two nodes share a name
    private static final int NAME_BYTES = 16;

    private final FileChannel channel;
    private final FileLock lock;

    private TwinLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
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
        byte[] bytes = key.toBytes();
        String name = HexFormat.of().formatHex(bytes, 0, NAME_BYTES);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(name + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this process has it
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
        if (taken == null) {
            throw new IdentityInUseException("on this computer");
        }
        return new TwinLock(channel, taken);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        channel.close();
    }
}
