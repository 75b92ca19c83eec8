// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Refuses at once what would fail after hours.
final class FreeSpace {
    /// Files take whole blocks; source: the default of ext4, NTFS, APFS and most others.
    private static final long BLOCK_BYTES = 4096;

    private FreeSpace() {}

    /// What `count` files of `bytes` take.
    static long of(int count, long bytes) {
        return count * (Math.ceilDiv(bytes, BLOCK_BYTES) * BLOCK_BYTES);
    }

    /// Checks that a drive has room.
    ///
    /// @param folder an existing one on that drive
    /// @param what will be written, with its verb, such as `the slivers need`
    static void require(Path folder, long bytes, String what) throws CommandFailure, IOException {
        FileStore drive = Files.getFileStore(folder);
        // Some network drives do not say how large they are.
        if (drive.getTotalSpace() > 0 && bytes > drive.getUsableSpace()) {
            throw new CommandFailure(
                    what
                            + " "
                            + ByteText.of(bytes)
                            + ", and there are only "
                            + ByteText.of(drive.getUsableSpace())
                            + " free in "
                            + folder);
        }
    }
}
