// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/// A process that locks a file and never lets go of it.
final class GateKeeper {
    private GateKeeper() {}

    /// @param arguments the file; one that is made when it is locked
    public static void main(String[] arguments) throws Exception {
        try (FileChannel gate =
                        FileChannel.open(
                                Path.of(arguments[0]),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = gate.lock()) {
            Files.createFile(Path.of(arguments[1]));
            new CountDownLatch(1).await();
        }
    }
}
