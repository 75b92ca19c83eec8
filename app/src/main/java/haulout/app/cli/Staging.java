// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A file or folder in the making, on the drive where it will be: it gets its name when it is
/// complete, and is gone if it never is.
///
/// A folder that exists already and is empty stays the same folder, which may be a link or the root
/// of a drive: what is to be in it is made in a folder inside.
///
/// Threads: made, moved and closed by one; [CleanUps] may delete it from another at any time.
final class Staging implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 1000;

    private final Path path;

    /// What the folder is called while it is deleted: nobody who still adds files knows this name.
    private final Path doomed;

    private final Path target;
    private final CleanUps.Registration registration;
    private final List<Path> moved = new ArrayList<>();
    private boolean complete;

    private Staging(Path path, Path target, CleanUps cleanUps) {
        this.path = path;
        this.doomed = path.resolveSibling(newName());
        this.target = target;
        this.registration = cleanUps.add(this::delete);
    }

    /// A new folder that will be `target`, which does not exist or is an empty folder.
    @MustBeClosed
    static Staging folderFor(Path target, CleanUps cleanUps) throws IOException {
        Path folder = Files.isDirectory(target) ? target : parentOf(target);
        Staging staging = new Staging(folder.resolve(newName()), target, cleanUps);
        boolean made = false;
        try {
            Files.createDirectory(staging.path);
            made = true;
        } catch (FileSystemException e) {
            throw staging.inTermsOfTarget(e);
        } finally {
            if (!made) {
                staging.close();
            }
        }
        return staging;
    }

    /// A name for a new file that will be `target`, which does not exist; the file itself is for
    /// the caller to make.
    @MustBeClosed
    static Staging fileFor(Path target, CleanUps cleanUps) throws IOException {
        return new Staging(parentOf(target).resolve(newName()), target, cleanUps);
    }

    /// A name for a new file in a new folder that only the owner can look into, which both go when
    /// this is closed.
    ///
    /// @param parent existing
    @MustBeClosed
    static Staging temporary(Path parent, CleanUps cleanUps) throws IOException {
        Path folder = Files.createTempDirectory(parent, "haulout-");
        return new Staging(folder, folder, cleanUps);
    }

    private static Path parentOf(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " cannot be made: it is the root of a drive");
        }
        return parent;
    }

    /// Not made from the target's name, which may be as long as names can be.
    private static String newName() {
        return ".haulout-"
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36)
                + ".partial";
    }

    /// Where to write meanwhile.
    Path path() {
        return path;
    }

    /// Gives it its name. Never replaces anything.
    void moveToTarget() throws IOException {
        try {
            if (!Files.isDirectory(path)) {
                moveFile();
            } else if (Files.isDirectory(target)) {
                moveEntries();
            } else {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (FileSystemException e) {
            throw inTermsOfTarget(e);
        }
        synchronized (this) {
            complete = true;
        }
    }

    /// A new link fails if there is something of that name by now, where a move would replace it.
    private void moveFile() throws IOException {
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.move(path, target); // because this drive knows no links
        }
    }

    /// What others need to make sense of the rest, such as the metadata, comes last in this order.
    private synchronized void moveEntries() throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(path)) {
            entries = listed.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Path place = target.resolve(String.valueOf(entry.getFileName()));
            Files.move(entry, place);
            moved.add(place);
        }
    }

    /// The same failure, said of what the user asked for, not of where it was being made.
    FileSystemException inTermsOfTarget(FileSystemException failure) {
        String file = failure.getFile();
        if (file == null || !Path.of(file).startsWith(path)) {
            return failure;
        }
        Path inside = path.relativize(Path.of(file));
        String named =
                inside.toString().isEmpty() ? target.toString() : target.resolve(inside).toString();
        FileSystemException said =
                switch (failure) {
                    case AccessDeniedException e ->
                            new AccessDeniedException(named, null, e.getReason());
                    case NoSuchFileException e ->
                            new NoSuchFileException(named, null, e.getReason());
                    default -> new FileSystemException(named, null, failure.getReason());
                };
        said.initCause(failure);
        return said;
    }

    /// Deletes what has not been moved.
    @Override
    public void close() throws IOException {
        try {
            delete();
        } finally {
            registration.close();
        }
    }

    private void delete() throws IOException {
        synchronized (this) {
            if (!complete) {
                for (Path entry : moved) {
                    Files.deleteIfExists(entry);
                }
            }
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        } else {
            moveAside();
        }
        // Where it cannot be moved aside, another thread that does not know yet that all is over
        // may add files, until there is no folder any more.
        for (Path folder : List.of(doomed, path)) {
            deleteFolder(folder);
        }
    }

    /// A thread that adds files faster than this one deletes them finds no folder from here on.
    private void moveAside() throws IOException {
        try {
            Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            // Another thread deletes it too.
        } catch (FileSystemException _) {
            // This system moves no folder with open files: it is deleted where it is.
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (deleteTree(folder)) {
                return;
            }
        }
        throw new DirectoryNotEmptyException(folder.toString());
    }

    /// @return false if something was added or deleted by another thread meanwhile
    private static boolean deleteTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException _) {
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException _) {
            return false;
        }
    }
}
