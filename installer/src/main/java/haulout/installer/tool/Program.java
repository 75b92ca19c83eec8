// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// What is packaged: the jars of a built checkout and the options of its Java machine.
///
/// @param root the checkout
/// @param version of the packages: numbers and points, as every package format takes them
/// @param made one time for all files, so that the same sources give the same bytes
public record Program(Path root, String version, FileTime made) {
    /// The name of the package and of the command.
    public static final String NAME = "haulout";

    /// Where it starts.
    public static final String MAIN_CLASS = "haulout.app.Main";

    /// Looks at a checkout that has been built.
    ///
    /// @param made see the record
    public static Program of(Path root, Instant made) throws IOException {
        Path jar = root.resolve("app/target/haulout-app.jar");
        if (!Files.exists(jar)) {
            throw new PackagingFailure("nothing has been built yet; run haulout package");
        }
        try (JarFile open = new JarFile(jar.toFile())) {
            String full = open.getManifest().getMainAttributes().getValue("Implementation-Version");
            if (full == null) {
                throw new PackagingFailure(jar + " does not say its version");
            }
            return new Program(root, full.replaceFirst("-.*", ""), FileTime.from(made));
        }
    }

    /// The version as jpackage takes it on a system.
    ///
    /// On macOS it refuses one that begins with 0: until the first whole release packages there
    /// call themselves that.
    public String versionFor(String system) {
        return system.equals("mac") && version.startsWith("0.") ? "1" : version;
    }

    /// The program's own jar, whose manifest names the others as `lib/NAME`.
    public Path mainJar() {
        return root.resolve("app/target/haulout-app.jar");
    }

    /// The other jars of the class path.
    public List<Path> libraries() throws IOException {
        return jars("app/target/lib");
    }

    /// The jars of JavaFX, some of which are empty.
    public List<Path> javaFx() throws IOException {
        return jars("app/target/javafx");
    }

    private List<Path> jars(String folder) throws IOException {
        try (Stream<Path> found = Files.list(root.resolve(folder))) {
            return found.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /// The options of the Java machine, from the files of the checkout: for everything the program
    /// does. What the window wants of modules is among them: the archive of classes remembers that,
    /// and does not fit where it is missing.
    public List<String> javaOptions() throws IOException {
        List<String> options = new ArrayList<>(options("jvm.args"));
        options("window.args").stream().filter(Program::isOfModules).forEach(options::add);
        return List.copyOf(options);
    }

    /// What comes after them when a window may be asked for.
    public List<String> windowOptions() throws IOException {
        return options("window.args").stream().filter(option -> !isOfModules(option)).toList();
    }

    private static boolean isOfModules(String option) {
        return option.startsWith("--");
    }

    private List<String> options(String file) throws IOException {
        List<String> options = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("app").resolve(file))) {
            String option = line.strip();
            if (!option.isEmpty() && !option.startsWith("#")) {
                options.add(option);
            }
        }
        return List.copyOf(options);
    }
}
