// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    static List<Path> expand(List<Path> chosen) {
        List<Path> files = new ArrayList<>();
        for (Path path : chosen) {
            try (Stream<Path> found = Files.walk(path, DEEPEST)) {
                found.filter(Files::isRegularFile).limit(MOST - files.size()).forEach(files::add);
            } catch (IOException | UncheckedIOException unreadable) {
                log.warn("a dropped file cannot be read", unreadable);
            }
        }
        return files;
    }
}
