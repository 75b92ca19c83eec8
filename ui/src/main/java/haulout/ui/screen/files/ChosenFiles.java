// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files that were dropped or chosen, with those in dropped folders. Reads the drive, so it is
/// not for the FX thread.
final class ChosenFiles {
    /// More are not taken at once: a slip with a whole drive should not fill the network.
    static final int MOST = 500;

    private static final int DEEPEST = 16;
    private static final Logger log = LoggerFactory.getLogger(ChosenFiles.class);

    private ChosenFiles() {}

    /// Writes a small file to try things out with; empty if that cannot be done.
    static Optional<Path> sample(String name, String text) {
        try {
            Path folder = Files.createTempDirectory("haulout-sample");
            Path file = folder.resolve(name);
            Files.writeString(file, text + System.lineSeparator());
            // the last one first
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return Optional.of(file);
        } catch (IOException full) {
            log.warn("the sample cannot be written", full);
            return Optional.empty();
        }
    }

    /// Every file of what was chosen, as many as are taken at once.
    static Chosen expand(List<Path> chosen) {
        Found found = new Found();
        for (Path path : chosen) {
            try {
                Files.walkFileTree(path, EnumSet.noneOf(FileVisitOption.class), DEEPEST, found);
            } catch (IOException unreadable) {
                found.unreadable(path, unreadable);
            }
        }
        return new Chosen(found.files, found.isCut, found.unreadable);
    }

    /// What is taken of what was chosen.
    ///
    /// @param isCut whether there are more files than are taken at once
    /// @param unreadable how many files and folders cannot be read
    record Chosen(List<Path> files, boolean isCut, int unreadable) {
        Chosen {
            files = List.copyOf(files);
        }
    }

    /// Goes on behind what cannot be read.
    private static final class Found extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private boolean isCut;
        private int unreadable;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!Files.isRegularFile(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (files.size() == MOST) {
                isCut = true;
                return FileVisitResult.TERMINATE;
            }
            files.add(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable(file, failure);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            if (failure != null) {
                unreadable(folder, failure);
            }
            return FileVisitResult.CONTINUE;
        }

        private void unreadable(Path path, IOException failure) {
            unreadable++;
            log.atWarn().setCause(failure).log("what was chosen cannot be read: {}", path);
        }
    }
}
