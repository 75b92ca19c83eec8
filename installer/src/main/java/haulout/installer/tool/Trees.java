// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is done with whole folders.
public final class Trees {
    private Trees() {}

    /// An empty folder in the place of whatever was there.
    public static Path fresh(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    /// Removes a folder and all that is in it, or a file, or nothing. Links are not followed.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path each : everything(folder).reversed()) {
            Files.delete(each);
        }
    }

    /// Copies a folder with times, rights and links.
    public static void copy(Path from, Path to) throws IOException {
        for (Path each : everything(from)) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.copy(
                        each,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Gives everything in a folder one time of change.
    public static void stamp(Path folder, FileTime time) throws IOException {
        for (Path each : everything(folder).reversed()) {
            Files.getFileAttributeView(
                            each, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time, time, null);
        }
    }

    /// Bytes of all files in a folder.
    public static long bytes(Path folder) throws IOException {
        long sum = 0;
        for (Path each : everything(folder)) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                sum += Files.size(each);
            }
        }
        return sum;
    }

    /// The folder and all that is in it, sorted, each folder before what it holds.
    public static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
