// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The licence texts and notices in the image: ours, and a folder for each library with the texts
/// of its jar. For jars without any, `installer/licences` has the texts.
///
/// Those of the Java runtime are in its own folder `legal`, put there by jlink.
final class Notices {
    private static final Pattern TEXT =
            Pattern.compile(
                    "(.*/)?((?!.*\\.class$)[\\w.-]*(LICEN[CS]E|NOTICE|COPYING)[\\w.-]*|AL2\\.0|LGPL2\\.1)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern VERSION = Pattern.compile("-[0-9].*");

    private final Program program;
    private final Path image;
    private final Path folder;

    private Notices(Program program, Path image) {
        this.program = program;
        this.image = image;
        this.folder = image.resolve("licences");
    }

    static void write(Program program, Path image) throws IOException {
        new Notices(program, image).write();
    }

    private void write() throws IOException {
        Path root = program.root();
        for (String name : List.of("LICENSE", "NOTICE")) {
            Files.copy(root.resolve(name), image.resolve(name));
        }
        Trees.fresh(folder);
        Files.copy(root.resolve("docs/third-party.md"), folder.resolve("third-party.md"));
        Properties others = new Properties();
        Path table = root.resolve("installer/licences/texts.properties");
        try (Reader reader = Files.newBufferedReader(table)) {
            others.load(reader);
        }
        List<Path> jars = new ArrayList<>(program.libraries());
        jars.addAll(program.javaFx());
        for (Path jar : jars) {
            String name = VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
            if (!name.startsWith("haulout-")) {
                write(jar, name, others.getProperty(name, ""));
            }
        }
    }

    private void write(Path jar, String name, String others) throws IOException {
        Path texts = Files.createDirectories(folder.resolve(name));
        boolean hasText = copyTexts(jar, texts);
        for (String other : others.split(" ", -1)) {
            if (!other.isEmpty()) {
                Path text = text(other);
                Files.copy(
                        text,
                        texts.resolve(text.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
                hasText = true;
            }
        }
        if (!hasText) {
            throw new PackagingFailure(
                    "there is no licence text for " + name + "; see installer/licences");
        }
    }

    private Path text(String name) {
        return switch (name) {
            case "Apache-2.0" -> program.root().resolve("LICENSE");
            case "NOTICE" -> program.root().resolve("NOTICE");
            // the classpath exception is part of the text of the JDK
            case "GPL-2.0-with-classpath-exception" ->
                    image.resolve("lib/runtime/legal/java.base/LICENSE");
            default -> program.root().resolve("installer/licences/" + name + ".txt");
        };
    }

    private static boolean copyTexts(Path jar, Path texts) throws IOException {
        boolean found = false;
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            for (Enumeration<JarEntry> all = open.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                var match = TEXT.matcher(entry.getName());
                if (entry.isDirectory() || !match.matches()) {
                    continue;
                }
                try (InputStream content = open.getInputStream(entry)) {
                    Files.copy(
                            content,
                            texts.resolve(match.group(2)),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                found = true;
            }
        }
        return found;
    }
}
