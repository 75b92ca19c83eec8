// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that is under test.
final class Project {
    static final List<String> MODULES = List.of("node-core", "ui", "app", "installer");

    private Project() {}

    /// The folder that holds the modules.
    static Path root() {
        return Path.of(System.getProperty("haulout.root", "..")).toAbsolutePath().normalize();
    }

    /// The launcher.
    static Path launcher() {
        return root().resolve("haulout");
    }

    /// Every Java file of all modules and of the root, tests included.
    static List<Path> javaFiles() throws IOException {
        Stream.Builder<Path> found = Stream.builder();
        for (String module : MODULES) {
            addJavaFiles(root().resolve(module).resolve("src"), found);
        }
        addJavaFiles(root().resolve("src"), found);
        return found.build().sorted().toList();
    }

    private static void addJavaFiles(Path folder, Stream.Builder<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(found);
        }
    }

    /// Whether a file belongs to the product rather than to its tests and benchmarks.
    static boolean isProduct(Path file) {
        return root().relativize(file).toString().replace('\\', '/').contains("src/main/");
    }
}
