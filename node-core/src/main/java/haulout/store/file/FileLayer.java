// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The calls on files and folders that the store makes. Nothing is durable until it was forced: the
/// bytes of a file by [OpenFile#force], its name, a move or a deletion by [#forceDirectory].
///
/// Threads: any. Errors: what the system says, as the [IOException] it comes as.
public interface FileLayer {
    /// Makes a new empty file, open for reading and writing.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one
    @MustBeClosed
    OpenFile create(Path file) throws IOException;

    /// Opens a file for reading and writing.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    @MustBeClosed
    OpenFile openForWriting(Path file) throws IOException;

    /// Opens a file for reading.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    @MustBeClosed
    OpenFile openForReading(Path file) throws IOException;

    /// Reads a little from the drive itself, not from what the system remembers of a file, as far
    /// as the system allows: to see whether the drive answers.
    default void readUncached(Path file, long position) throws IOException {
        try (OpenFile open = openForReading(file)) {
            open.read(position, ByteBuffer.allocate(512));
        }
    }

    /// Whether a file or folder is there. A drive that does not answer is an error, not a no.
    boolean exists(Path path) throws IOException;

    /// The files of a folder, in no order; folders in it are left out.
    List<FileEntry> list(Path directory) throws IOException;

    /// Makes a folder and those above it that are missing.
    void createDirectories(Path directory) throws IOException;

    /// Deletes a file, if it is there.
    void delete(Path file) throws IOException;

    /// Gives a file another name in the same file system, in one step, replacing what has that
    /// name.
    void move(Path from, Path to) throws IOException;

    /// Makes names, moves and deletions in a folder durable.
    void forceDirectory(Path directory) throws IOException;

    /// The room of the file system that holds `directory`, read anew.
    Room room(Path directory) throws IOException;

    /// A file of a folder.
    ///
    /// @param path the folder and the name
    /// @param byteCount its length
    record FileEntry(Path path, long byteCount) {}

    /// Room of a file system.
    ///
    /// @param volume names the file system; two folders with one name share its room
    /// @param totalBytes its size
    /// @param freeBytes what this process may still use of it
    record Room(String volume, long totalBytes, long freeBytes) {}
}
