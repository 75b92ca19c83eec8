// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the documents name has to be there: classes, methods, files, links, screens, commands.
class DocumentsTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern MARKED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    /// A type, with its package before it and a member behind it, if they are named.
    private static final Pattern TYPE =
            Pattern.compile(
                    "((?:[a-z][a-z0-9]*\\.)*)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)"
                            + "(?:\\.([A-Za-z]\\w*))?(?:\\(.*\\))?");

    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

    /// Names that are not ours: calls of systems, words of other formats and libraries.
    private static final Set<String> FOREIGN =
            Set.of(
                    "Authorization",
                    "Blake2bDigest",
                    "CGEventSourceSecondsSinceLastEventType",
                    "CGSessionCopyCurrentDictionary",
                    "CommandSpec",
                    "Ctrl",
                    "Enter",
                    "Esc",
                    "GetLastInputInfo",
                    "GetSystemMetrics",
                    "GetSystemPowerStatus",
                    "NSProcessInfo",
                    "OpenInputDesktop",
                    "SHQueryUserNotificationState",
                    "SetThreadExecutionState",
                    "TryExec");

    /// In which folders of the sources a short path may begin.
    private static final List<String> STARTS =
            List.of(
                    "",
                    "node-core/",
                    "ui/",
                    "app/",
                    "installer/",
                    "node-core/src/main/",
                    "ui/src/main/",
                    "app/src/main/",
                    "node-core/src/main/resources/",
                    "ui/src/main/resources/",
                    "installer/packages/",
                    "docs/");

    private static final List<String> OWN_ENTRIES =
            List.of(
                    "node-core/",
                    "ui/",
                    "app/",
                    "installer/",
                    "docs/",
                    "src/",
                    "icons/",
                    ".ci/",
                    "resources/",
                    "haulout/");

    private static final Map<String, List<Path>> TYPES = new HashMap<>();
    private static List<Path> documents = List.of();

    @BeforeAll
    static void readTheSources() throws IOException {
        for (Path file : Project.javaFiles()) {
            String name = file.getFileName().toString().replaceFirst("\\.java$", "");
            Set<String> all = new HashSet<>(Set.of(name));
            Matcher declared = DECLARED.matcher(Files.readString(file));
            while (declared.find()) {
                all.add(declared.group(1));
            }
            all.forEach(type -> TYPES.computeIfAbsent(type, _ -> new ArrayList<>()).add(file));
        }
        List<Path> found = new ArrayList<>();
        found.add(Project.root().resolve("README.md"));
        List<Path> folders = new ArrayList<>(List.of(Project.root().resolve("docs")));
        Project.MODULES.forEach(module -> folders.add(Project.root().resolve(module + "/docs")));
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
                }
            }
        }
        documents = found.stream().sorted().toList();
    }

    @Test
    void everyClassThatADocumentNamesIsThere() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path document : documents) {
            for (String name : marked(Files.readString(document))) {
                Matcher type = TYPE.matcher(name);
                if (type.matches()
                        && !FOREIGN.contains(type.group(2))
                        && !isThere(type.group(1), type.group(2), type.group(3))) {
                    wrong.add(Project.root().relativize(document) + ": " + name);
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyFileOfTheSourcesThatADocumentNamesIsThere() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path document : documents) {
            for (String name : marked(Files.readString(document))) {
                String path = name.replaceFirst(" .*$", "");
                boolean ours = OWN_ENTRIES.stream().anyMatch(path::startsWith);
                if (ours && !path.contains("target/") && !fileIsThere(path)) {
                    wrong.add(Project.root().relativize(document) + ": " + name);
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyLinkOfADocumentLeadsSomewhere() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path document : documents) {
            Matcher link = LINK.matcher(FENCED.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                String[] parts = link.group(1).split("#", 2);
                if (parts[0].startsWith("http")) {
                    continue;
                }
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                if (!Files.exists(target)
                        || (parts.length == 2 && !anchors(target).contains(parts[1]))) {
                    wrong.add(Project.root().relativize(document) + ": " + link.group(1));
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theGuideHasASectionForEachScreen() throws IOException {
        Properties words = new Properties();
        try (var reader =
                Files.newBufferedReader(
                        Project.root()
                                .resolve(
                                        "ui/src/main/resources/haulout/ui/text/shell.properties"))) {
            words.load(reader);
        }
        Set<String> screens = new TreeSet<>();
        for (String key : words.stringPropertyNames()) {
            if (key.startsWith("rail.")) {
                screens.add(words.getProperty(key));
            }
        }
        screens.removeAll(
                Set.of(words.getProperty("rail.simple"), words.getProperty("rail.detailed")));
        assertTrue(screens.size() >= 10, () -> "only " + screens);
        Matcher heading =
                HEADING.matcher(Files.readString(Project.root().resolve("docs/guide.md")));
        while (heading.find()) {
            screens.remove(heading.group(1).strip());
        }
        assertEquals(Set.of(), screens);
    }

    @Test
    void aNameThatIsNotThereWouldBeFound() {
        assertTrue(isThere("haulout.system.", "DocumentsTest", null));
        assertTrue(isThere("", "DocumentsTest", "isThere"));
        // put together here, so that this file does not have it
        assertFalse(isThere("", "DocumentsTest", "is" + "Nowhere"));
        assertFalse(isThere("haulout.http.", "DocumentsTest", null));
        assertFalse(isThere("", "NoSuchClassAnywhere", null));
        assertTrue(fileIsThere("docs/guide.md"));
        assertTrue(fileIsThere("src/test/resources/homes/home-VERSION.zip"));
        assertFalse(fileIsThere("docs/nothing.md"));
        assertEquals(List.of("one", "two"), marked("`one`\n```\n`three`\n```\n`two`"));
    }

    private static List<String> marked(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = MARKED.matcher(FENCED.matcher(text).replaceAll(""));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static boolean isThere(String packageName, String type, String member) {
        String folder = packageName.replace('.', '/');
        for (Path file : TYPES.getOrDefault(type, List.of())) {
            String place = Project.root().relativize(file).toString().replace('\\', '/');
            if (!place.contains("/" + folder)) {
                continue;
            }
            try {
                if (member == null
                        || Pattern.compile("\\b" + member + "\\b")
                                .matcher(Files.readString(file))
                                .find()) {
                    return true;
                }
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
        return false;
    }

    /// Words in capitals stand for any text, as does the star.
    private static boolean fileIsThere(String path) {
        String pattern =
                path.replaceAll("(?<![a-z])(VERSION|KIND|NAME|LANGUAGE)(?![a-z])", "*")
                        .replace("…", "*");
        for (String start : STARTS) {
            if (!pattern.contains("*")) {
                if (Files.exists(Project.root().resolve(start + pattern))) {
                    return true;
                }
                continue;
            }
            int slash = (start + pattern).lastIndexOf('/', (start + pattern).indexOf('*'));
            Path folder = Project.root().resolve((start + pattern).substring(0, slash + 1));
            PathMatcher matcher =
                    FileSystems.getDefault()
                            .getPathMatcher("glob:" + Project.root() + "/" + start + pattern);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, 3)) {
                    if (files.anyMatch(matcher::matches)) {
                        return true;
                    }
                } catch (IOException broken) {
                    throw new AssertionError(broken);
                }
            }
        }
        return false;
    }

    /// The anchors that a page gets from its headings.
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> found = new HashSet<>();
        Matcher heading = HEADING.matcher(Files.readString(page));
        while (heading.find()) {
            found.add(
                    heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .strip()
                            .replace(' ', '-'));
        }
        return found;
    }
}
