// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A file or folder in the making, beside the place where it will be: it gets its name when it is complete, and is gone
/// if it never is.
final class Staging implements AutoCloseable {
    private final Path path;
    private final CleanUps.Registration registration;

    private Staging(Path path, CleanUps cleanUps) {
        this.path = path;
        this.registration = cleanUps.add(() -> delete(path));
    }

    /// A new folder beside `target`.
    @MustBeClosed
    static Staging folderFor(Path target, CleanUps cleanUps) throws IOException {
        return new Staging(Files.createTempDirectory(parentOf(target), prefix(target)), cleanUps);
    }

    /// A name for a new file beside `target`; the file itself is for the caller to make.
    @MustBeClosed
    static Staging fileFor(Path target, CleanUps cleanUps) throws IOException {
        Path path = Files.createTempFile(parentOf(target), prefix(target), ".partial");
        Files.delete(path);
        return new Staging(path, cleanUps);
    }

    private static Path parentOf(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " cannot be made: it is the root of a drive");
        }
        return parent;
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /// Where to write meanwhile.
    Path path() {
        return path;
    }

    /// Gives it its name. An empty folder of that name makes way, anything else does not.
    void moveTo(Path target) throws IOException {
        if (Files.isDirectory(path) && Files.isDirectory(target)) {
            Files.delete(target);
        }
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(path, target);
        }
    }

    /// Deletes what has not been moved.
    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            registration.close();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<Path> deepestFirst;
            try (Stream<Path> tree = Files.walk(path)) {
                deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } else {
            Files.deleteIfExists(path);
        }
    }
}
