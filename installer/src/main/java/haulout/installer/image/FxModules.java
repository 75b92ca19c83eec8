// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.Host;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Makes modules for jlink of the jars of JavaFX. A jar can be linked as it is, but then its native
/// libraries are unpacked into a folder of the user's at the first start; as a jmod they become
/// libraries of the runtime.
final class FxModules {
    private static final List<String> NATIVE_ENDS = List.of(".so", ".dll", ".dylib");

    private FxModules() {}

    /// Makes them.
    ///
    /// @param work a folder to work in
    /// @return the folder with the modules
    static Path make(Program program, Path work) throws IOException, InterruptedException {
        Path modules = Trees.fresh(work.resolve("modules"));
        int made = 0;
        for (Path jar : program.javaFx()) {
            List<String> names =
                    ModuleFinder.of(jar).findAll().stream()
                            .filter(module -> !module.descriptor().isAutomatic())
                            .map(module -> module.descriptor().name())
                            .toList();
            for (String name : names) {
                make(program, jar, name, work, modules);
                made++;
            }
        }
        if (made == 0) {
            throw new PackagingFailure("the build has no JavaFX for " + Host.here());
        }
        return modules;
    }

    private static void make(Program program, Path jar, String name, Path work, Path modules)
            throws IOException, InterruptedException {
        Path classes = Trees.fresh(work.resolve("classes"));
        Path natives = Trees.fresh(work.resolve("natives"));
        unpack(jar, classes, natives);
        Programs.run(
                List.of(
                        Programs.jdk("jmod").toString(),
                        "create",
                        "--class-path",
                        classes.toString(),
                        "--libs",
                        natives.toString(),
                        "--date",
                        program.made().toString(),
                        modules.resolve(name + ".jmod").toString()));
        Trees.delete(classes);
        Trees.delete(natives);
    }

    private static void unpack(Path jar, Path classes, Path natives) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> all = open.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                String name = entry.getName();
                // a bridge to another toolkit, which is not ours
                if (entry.isDirectory() || name.endsWith(".jar")) {
                    continue;
                }
                boolean isNative = NATIVE_ENDS.stream().anyMatch(name::endsWith);
                Path folder = isNative ? natives : classes;
                Path target = folder.resolve(name).normalize();
                if (!target.startsWith(folder)) {
                    throw new PackagingFailure(jar + " has an entry outside of itself: " + name);
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = open.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
    }
}
