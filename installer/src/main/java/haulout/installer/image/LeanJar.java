// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Copies jars without the native libraries for other systems, which are most of the bytes of
/// SQLite, BLS and JNA. A jar without any, or one that is signed, is copied as it is.
final class LeanJar {
    private LeanJar() {}

    /// @param made the time of every entry of a jar that is made anew
    static void copy(Path from, Path to, Host host, FileTime made) throws IOException {
        try (JarFile jar = new JarFile(from.toFile(), false)) {
            boolean isLean = jar.stream().noneMatch(entry -> host.isForeign(entry.getName()));
            if (isLean || isSigned(jar)) {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                copy(jar, to, host, LocalDateTime.ofInstant(made.toInstant(), ZoneOffset.UTC));
            }
        }
    }

    private static boolean isSigned(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
    }

    private static void copy(JarFile jar, Path to, Host host, LocalDateTime made)
            throws IOException {
        try (ZipOutputStream lean = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (host.isForeign(entry.getName())) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                // not that of the entry: read and written, it would depend on the time zone
                copy.setTimeLocal(made);
                lean.putNextEntry(copy);
                try (InputStream content = jar.getInputStream(entry)) {
                    content.transferTo(lean);
                }
                lean.closeEntry();
            }
        }
    }
}
