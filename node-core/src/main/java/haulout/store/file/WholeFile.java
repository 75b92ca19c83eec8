// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Small files that are rewritten as a whole.
public final class WholeFile {
    private WholeFile() {}

    /// Replaces a file: a temporary one is written and forced, takes the name in one step, and the
    /// folder is forced. At every moment the old or the new content is there.
    public static void write(FileLayer files, Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Path temporary = folder.resolve(file.getFileName() + ".new");
        files.delete(temporary);
        try (OpenFile open = files.create(temporary)) {
            open.write(0, ByteBuffer.wrap(content));
            open.force();
        }
        files.move(temporary, file);
        files.forceDirectory(folder);
    }

    /// Reads a file, empty if there is none.
    ///
    /// @param maxBytes longer ones are refused before they take memory
    public static Optional<byte[]> read(FileLayer files, Path file, int maxBytes)
            throws IOException {
        try (OpenFile open = files.openForReading(file)) {
            long byteCount = open.byteCount();
            if (byteCount > maxBytes) {
                throw new IOException(
                        "%s has %d bytes, at most %d are allowed"
                                .formatted(file.getFileName(), byteCount, maxBytes));
            }
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(byteCount));
            int count = open.readFully(0, content);
            byte[] bytes = new byte[count];
            content.flip().get(bytes);
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Puts a file that cannot be understood aside, under a name that nobody has.
    ///
    /// @return the new name
    public static Path keepAside(FileLayer files, Path file, long epochSeconds) throws IOException {
        for (int attempt = 0; ; attempt++) {
            String suffix = ".broken-" + epochSeconds + (attempt == 0 ? "" : "-" + attempt);
            Path aside = folder(file).resolve(file.getFileName() + suffix);
            if (!files.exists(aside)) {
                files.move(file, aside);
                files.forceDirectory(folder(file));
                return aside;
            }
        }
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("file " + file + " has no folder");
        }
        return folder;
    }
}
