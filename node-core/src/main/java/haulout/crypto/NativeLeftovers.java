// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supranational.blst.P1;

/// What the native library of BLS leaves in the system's temporary folder: it unpacks itself into a
/// folder `blst@…` there and deletes that when the Java machine ends in good order, but not when it
/// is killed.
///
/// On Linux a library that is loaded needs its name no more, so that the folder goes at once.
/// Folders that others have left go if they are of the same user, older than an hour and hold
/// nothing but such a library; a program that still runs keeps what it has loaded.
public final class NativeLeftovers {
    private static final Pattern FOLDER = Pattern.compile("blst@\\d{1,20}");
    private static final Pattern LIBRARY = Pattern.compile("(lib)?blst\\.(so|dll|dylib)");
    // from unpacking to loading takes some milliseconds
    private static final Duration OLD = Duration.ofHours(1);
    // one start need not clean up after years
    private static final int MAX_FOLDERS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(NativeLeftovers.class);
    private static final AtomicBoolean done = new AtomicBoolean();

    private NativeLeftovers() {}

    /// Cleans up, once in the life of the process.
    ///
    /// @param clock tells how old a folder is
    public static void clean(InstantSource clock) {
        if (done.compareAndSet(false, true)) {
            P1.generator(); // loads it, if nobody has
            clean(Path.of(System.getProperty("java.io.tmpdir")), clock.instant());
        }
    }

    /// Cleans a folder.
    static void clean(Path temporary, Instant now) {
        List<Path> loaded = loaded();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "blst@*")) {
            int seen = 0;
            for (Path folder : folders) {
                if (++seen > MAX_FOLDERS) {
                    return;
                }
                boolean own = loaded.stream().anyMatch(library -> library.startsWith(folder));
                if (isLeftover(folder) && (own || isOld(folder, now))) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            log.atDebug().setCause(e).log("the temporary folder cannot be listed");
        }
    }

    // the libraries of this process, where the system says which
    private static List<Path> loaded() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains("/blst@"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isLeftover(Path folder) throws IOException {
        if (!FOLDER.matcher(String.valueOf(folder.getFileName())).matches()
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user())) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file ->
                    Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && LIBRARY.matcher(file.getFileName().toString()).matches());
        }
    }

    private static Object user() throws IOException {
        return Files.getOwner(Path.of(System.getProperty("user.home")));
    }

    private static boolean isOld(Path folder, Instant now) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
        return changed.plus(OLD).isBefore(now);
    }

    private static void delete(Path folder) {
        try {
            Optional<Path> library;
            try (Stream<Path> files = Files.list(folder)) {
                library = files.findFirst();
            }
            if (library.isPresent()) {
                Files.deleteIfExists(library.get());
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Windows keeps what is loaded; another process may have been faster
            log.atDebug().addKeyValue("folder", folder).setCause(e).log("left where it is");
        }
    }
}
