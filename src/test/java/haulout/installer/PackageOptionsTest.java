// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.installer.tool.Maker;
import haulout.installer.tool.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The options for packages of other systems cannot be tried here; that jpackage has them can be
/// read in its manual, which every JDK has for all systems.
class PackageOptionsTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    private static final Path ROOT =
            Path.of(System.getProperty("haulout.root", "..")).toAbsolutePath().normalize();

    @Test
    void everyOptionIsInTheManual() throws IOException {
        Path manual = Path.of(System.getProperty("java.home"), "man/man1/jpackage.1");
        assumeTrue(Files.exists(manual), "this JDK has no manual");
        String documented = Files.readString(manual).replace("\\-", "-").replace("\\f[V]", "");
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("installer/packages"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".args")).toList()) {
                find(Files.readString(file).replaceAll("(?m)^#.*$", ""), used);
            }
        }
        find(
                Files.readString(
                        ROOT.resolve(
                                "installer/src/main/java/haulout/installer/SystemPackage.java")),
                used);
        assertTrue(used.size() > 15, () -> "only " + used);
        assertEquals(Set.of(), missing(used, documented));
        assertEquals(Set.of("--mac-sing"), missing(Set.of("--mac-sing"), documented));
    }

    private static void find(String text, Set<String> used) {
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            used.add(option.group());
        }
    }

    private static Set<String> missing(Set<String> used, String documented) {
        Set<String> missing = new TreeSet<>();
        for (String option : used) {
            if (!Pattern.compile(Pattern.quote(option) + "(?![\\w-])").matcher(documented).find()) {
                missing.add(option);
            }
        }
        return missing;
    }

    /// jpackage: "The first number in an app-version cannot be zero or negative", on macOS only.
    @Test
    void noVersionOfMacOsBeginsWithZero() {
        FileTime any = FileTime.fromMillis(0);
        assertEquals("1", new Program(ROOT, "0.1.0", any).versionFor("mac"));
        assertEquals("10.1.0", new Program(ROOT, "10.1.0", any).versionFor("mac"));
        assertEquals("0.1.0", new Program(ROOT, "0.1.0", any).versionFor("windows"));
    }

    /// What an option names beside it is there, because nobody can try it here.
    @Test
    void whatTheOptionsNameIsThere() throws IOException {
        Path packages = ROOT.resolve("installer/packages");
        int named = 0;
        for (String kind : List.of("msi", "exe", "dmg", "pkg")) {
            List<String> lines =
                    Files.readAllLines(packages.resolve(kind + ".args")).stream()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList();
            for (String line : lines) {
                assertTrue(line.matches("--[a-z][a-z-]+( [^ ].*)?"), kind + ": " + line);
                if (line.startsWith("--file-associations ")) {
                    named++;
                    String file = line.substring(line.indexOf(' ') + 1);
                    assertTrue(Files.exists(packages.resolve(file)), kind + ": " + file);
                }
            }
        }
        assertEquals(4, named);
    }

    @Test
    void whoMakesThePackagesIsSaidOnce() throws IOException {
        Maker maker = Maker.read(ROOT);
        assertTrue(maker.maintainer().matches(".+ <.+@.+>"), maker.maintainer());
        try (Stream<Path> files = Files.walk(ROOT.resolve("installer"))) {
            for (Path file :
                    files.filter(Files::isRegularFile)
                            .filter(one -> !one.toString().contains("target"))
                            .filter(one -> !one.endsWith("maker.properties"))
                            .toList()) {
                assertFalse(Files.readString(file).contains(maker.domain()), file.toString());
            }
        }
    }
}
