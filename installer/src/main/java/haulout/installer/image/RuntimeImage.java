// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The Java runtime that is shipped: of the JDK only the modules that the program uses, and JavaFX.
final class RuntimeImage {
    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.desktop", // tray without a bus, pictures; JavaFX
                    "java.logging", // libraries that log by it
                    "java.management", // what the heap holds
                    "java.naming", // logback, Netty
                    "java.net.http", // commands that call the core
                    "java.sql", // SQLite
                    "java.xml", // logback, pictures
                    "javafx.controls",
                    "jdk.incubator.vector", // the kernels
                    "jdk.localedata", // dates and numbers in German
                    "jdk.management", // processor time
                    "jdk.net", // socket options
                    "jdk.security.auth", // dbus-java: who the user is
                    "jdk.unsupported", // Netty, JNA, JavaFX
                    "jdk.zipfs");

    private RuntimeImage() {}

    /// Links it. Not compressed, because packages are compressed as a whole and better.
    ///
    /// @param modules folder with the modules of JavaFX
    /// @param runtime what is made
    static void link(Path modules, Path runtime) throws IOException, InterruptedException {
        Trees.delete(runtime);
        Programs.run(
                List.of(
                        Programs.jdk("jlink").toString(),
                        "--module-path",
                        modules.toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--include-locales=en,de",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-0",
                        "--output",
                        runtime.toString()));
    }
}
