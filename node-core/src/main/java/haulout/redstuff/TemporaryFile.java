// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A large file that is needed for a while. What would not fit on its drive fails at the start, not
/// after hours.
///
/// Threads: as its channel.
public final class TemporaryFile implements AutoCloseable {
    private static final Set<StandardOpenOption> NAMED =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<StandardOpenOption> NAMELESS =
            Set.of(
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);

    // names this process, so that a later one can tell what a killed one has left
    private static final String OWN =
            "haulout-%s-%d-%d-".formatted(computer(), pid(), started(ProcessHandle.current()));
    private static final Pattern NAME =
            Pattern.compile("haulout-([0-9a-f]{8})-(\\d{1,18})-(\\d{1,18})-\\d+\\.[a-z]{1,16}");

    private final Path path;
    private final FileChannel channel;
    private final boolean isNamed;

    private TemporaryFile(Path path, FileChannel channel, boolean isNamed) {
        this.path = path;
        this.channel = channel;
        this.isNamed = isNamed;
    }

    /// A file with a name, so that others can open it too; closing deletes it.
    ///
    /// @param folder existing
    /// @param bytes how long it will be
    @MustBeClosed
    public static TemporaryFile named(Path folder, String suffix, long bytes) throws IOException {
        return open(folder, suffix, bytes, true);
    }

    /// A file that has no name any more once it is open, so that nothing is left behind however the
    /// process ends.
    ///
    /// @param folder existing
    /// @param bytes how long it will be
    @MustBeClosed
    public static TemporaryFile nameless(Path folder, String suffix, long bytes)
            throws IOException {
        return open(folder, suffix, bytes, false);
    }

    @MustBeClosed
    private static TemporaryFile open(Path folder, String suffix, long bytes, boolean isNamed)
            throws IOException {
        requireSpace(folder, bytes, "a temporary file; -Djava.io.tmpdir=DIR names another folder");
        Path path = Files.createTempFile(folder, isNamed ? OWN : "haulout-", suffix);
        FileChannel channel = null;
        try {
            // DELETE_ON_CLOSE takes the name away at once, but on Windows
            channel = FileChannel.open(path, isNamed ? NAMED : NAMELESS);
            return new TemporaryFile(path, channel, isNamed);
        } finally {
            // Windows refuses to delete an open file by name; there DELETE_ON_CLOSE is a property
            // of the handle
            if (channel == null || (!isNamed && File.separatorChar != '\\')) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// Deletes what processes of this computer and user have left that were killed.
    public static void cleanUp(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "haulout-*")) {
            for (Path file : files) {
                if (isLeft(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // of another user, or gone by now: the next start tries again
            return;
        }
    }

    private static boolean isLeft(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()
                || !name.group(1).equals(computer())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        long started = Long.parseLong(name.group(3));
        return ProcessHandle.of(Long.parseLong(name.group(2)))
                .filter(process -> process.isAlive() && started(process) == started)
                .isEmpty();
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    // numbers of processes are given out anew
    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    // a folder may be shared by computers, each with numbers of its own
    private static String computer() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            name = "";
        }
        return "%08x".formatted((name + "/" + System.getProperty("user.name")).hashCode());
    }

    /// The system's folder for large temporary files.
    ///
    /// `/tmp` often is memory, and small; `/var/tmp` is a drive. Source: Filesystem Hierarchy
    /// Standard 3.0, 5.15. A folder that somebody chose stays chosen.
    public static Path folder() {
        Path chosen = Path.of(System.getProperty("java.io.tmpdir"));
        Path large = Path.of("/var/tmp");
        return chosen.equals(Path.of("/tmp")) && Files.isWritable(large) ? large : chosen;
    }

    /// Refuses what would not fit.
    ///
    /// @param folder existing
    /// @param what needs it
    public static void requireSpace(Path folder, long bytes, String what) throws IOException {
        FileStore drive = Files.getFileStore(folder);
        if (drive.getTotalSpace() > 0 && drive.getUsableSpace() < bytes) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    drive.getUsableSpace() + " bytes free, " + bytes + " needed for " + what);
        }
    }

    /// Its name, if it has one.
    ///
    /// @throws IllegalStateException if it has none
    public Path path() {
        if (!isNamed) {
            throw new IllegalStateException("the file has no name");
        }
        return path;
    }

    /// For reading and writing.
    public FileChannel channel() {
        return channel;
    }

    /// Its first bytes as the place of a blob.
    public BlobTarget blob(long length) {
        return new BlobTarget() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long position, byte[] target, int offset, int count)
                    throws IOException {
                StridedFile.readFully(channel, position, target, offset, count);
            }

            @Override
            public void write(long position, byte[] bytes, int offset, int count)
                    throws IOException {
                StridedFile.writeFully(channel, position, bytes, offset, count);
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (isNamed) {
            Files.deleteIfExists(path);
        }
    }
}
