// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nothing secret is in the sources, nothing of the machine that they were written on, and no
/// library whose version somebody else decides.
class SecretScanTest {
    private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules", ".idea");

    /// Larger files are data, which these forms do not occur in.
    private static final long LARGEST = 2_000_000;

    /// How secrets look whose makers gave them a form, and places that only one machine has.
    private static final Map<String, Pattern> FORMS =
            Map.ofEntries(
                    form(
                            "private key",
                            "-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----\\s+[A-Za-z0-9+/]{16}"),
                    form("key of AWS", "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
                    form(
                            "token of GitHub",
                            "\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})"),
                    form("token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20}\\b"),
                    form("token of npm", "\\bnpm_[A-Za-z0-9]{36}\\b|_authToken\\s*=\\s*\\w"),
                    form("token of Slack", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
                    form("key of Google", "\\bAIza[0-9A-Za-z_-]{35}\\b"),
                    form("private key of Sui", "\\bsuiprivkey1[a-z0-9]{50,}"),
                    form("JSON web token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."),
                    form(
                            "password in an address",
                            "\\bhttps?://[^/\\s:@\"]+:[^/\\s@\"{$]{3,}@[a-z]"),
                    form("password for Maven", "<(password|passphrase)>[^<$]"),
                    form(
                            "registry",
                            "(?i)https?://[^/\\s\"]*(registry|artifactory|nexus|mirror|jfrog|npmjs|pypi)"
                                    + "|<(mirror|(plugin)?repository)>"),
                    form(
                            "folder of a machine",
                            "(?<![\\w.~$}])/(home|root|Users|work)/\\w|\\b[A-Z]:\\\\+Users\\\\+\\w"));

    /// So many words of BIP-39 one after the other are the way to a key. Prose comes to ten of
    /// them.
    private static final int WORDS = 12;

    /// The words of the standard's own examples, which everybody knows.
    private static final Set<String> PUBLIC_WORDS =
            Set.of(
                    "legal winner thank year wave sausage worth useful legal winner thank yellow",
                    "abandon abandon abandon abandon abandon abandon abandon abandon abandon"
                            + " abandon abandon about");

    /// A word, or what does not stand between the words of a list, numbered or not.
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+|[^A-Za-z\\s,\"'\\d.)]");

    private static Set<String> list = Set.of();

    private static Map.Entry<String, Pattern> form(String kind, String form) {
        return Map.entry(kind, Pattern.compile(form));
    }

    private static Path listFile() {
        return Project.root().resolve("node-core/src/main/resources/haulout/identity/words.txt");
    }

    @BeforeAll
    static void readTheWords() throws IOException {
        list = new HashSet<>(Files.readAllLines(listFile()).stream().map(String::strip).toList());
        assertEquals(2048, list.size());
    }

    @Test
    void noSecretIsInTheSources() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        List<Path> files = files();
        assertTrue(files.size() > 500, () -> "only " + files.size() + " files");
        for (Path file : files) {
            Set<String> kinds =
                    secrets(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            if (!kinds.isEmpty()) {
                found.put(Project.root().relativize(file).toString(), kinds);
            }
        }
        assertEquals(Map.of(), found);
    }

    @Test
    void aSecretWouldBeFound() {
        // put together here, so that this file is not found
        Map<String, String> planted =
                Map.ofEntries(
                        Map.entry(
                                "private key",
                                "-----BEGIN " + "PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA"),
                        Map.entry("key of AWS", "id = " + "AKIA" + "IOSFODNN7EXAMPLE"),
                        Map.entry("token of GitHub", "gh" + "p_" + "a1".repeat(18)),
                        Map.entry("token of GitLab", "glpat" + "-" + "a1".repeat(10)),
                        Map.entry("token of npm", "//host/:_auth" + "Token=" + "a1"),
                        Map.entry("token of Slack", "xoxb" + "-" + "a1".repeat(10)),
                        Map.entry("key of Google", "AI" + "za" + "a1b2c".repeat(7)),
                        Map.entry("private key of Sui", "sui" + "privkey1" + "q".repeat(50)),
                        Map.entry(
                                "JSON web token",
                                "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxIn0ab.x"),
                        Map.entry("password in an address", "https://me:" + "secret@example.net"),
                        Map.entry("password for Maven", "<pass" + "word>x</password>"),
                        Map.entry("registry", "https://npm." + "mirror.example.net/"),
                        Map.entry("folder of a machine", "(\"" + "/ho" + "me/somebody\")"));
        assertEquals(FORMS.keySet(), planted.keySet());
        planted.forEach((kind, text) ->
                assertEquals(Set.of(kind), secrets("a line\n" + text + "\n"), text));
        assertEquals(Set.of("folder of a machine"), secrets("C:" + "\\Us" + "ers\\somebody\\x"));
        assertEquals(Set.of("registry"), secrets("<reposi" + "tory>"));
        assertEquals(Set.of(), secrets("https://example.net:8080/@me ~/home/x $HOME/work/y"));
    }

    @Test
    void twelveWordsWouldBeFound() {
        List<String> words = List.of(PUBLIC_WORDS.iterator().next().split(" "));
        List<String> others = new ArrayList<>(words);
        others.set(3, "zoo");
        assertEquals(Set.of("twelve words"), secrets(String.join(" ", others)));
        assertEquals(
                Set.of("twelve words"), secrets("{\"" + String.join("\",\n \"", others) + "\"}"));
        StringBuilder sheet = new StringBuilder();
        for (int at = 0; at < others.size(); at++) {
            sheet.append(at + 1).append(".  ").append(others.get(at)).append('\n');
        }
        assertEquals(Set.of("twelve words"), secrets(sheet.toString()));
        // known to everybody; too few; a sentence
        assertEquals(Set.of(), secrets(String.join(" ", words)));
        assertEquals(Set.of(), secrets(String.join(" ", others.subList(0, 11))));
        assertEquals(Set.of(), secrets(String.join(" of ", others)));
    }

    @Test
    void everyVersionOfALibraryIsFixed() throws IOException {
        Pattern open =
                Pattern.compile(
                        "</artifactId>\\s*<version>\\s*([\\[(][^<]*|LATEST|RELEASE)\\s*</version>");
        Pattern version = Pattern.compile("<([\\w.-]*version)>([^<]*SNAPSHOT[^<]*)</");
        Set<String> wrong = new TreeSet<>();
        for (Path file : files()) {
            if (!file.endsWith("pom.xml")) {
                continue;
            }
            String text = Files.readString(file);
            if (open.matcher(text).find()) {
                wrong.add(Project.root().relativize(file) + ": an open version");
            }
            Matcher snapshots = version.matcher(text);
            while (snapshots.find()) {
                // our own, which the modules say once as their parent's
                if (!snapshots.group(2).equals(ownVersion())) {
                    wrong.add(Project.root().relativize(file) + ": " + snapshots.group(2));
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private static String ownVersion() throws IOException {
        Matcher own =
                Pattern.compile("<version>([^<]+)</version>")
                        .matcher(Files.readString(Project.root().resolve("pom.xml")));
        assertTrue(own.find());
        return own.group(1);
    }

    private static Set<String> secrets(String text) {
        Set<String> kinds = new TreeSet<>();
        FORMS.forEach((kind, form) -> {
            if (form.matcher(text).find()) {
                kinds.add(kind);
            }
        });
        if (hasTwelveWords(text)) {
            kinds.add("twelve words");
        }
        return kinds;
    }

    private static boolean hasTwelveWords(String text) {
        List<String> row = new ArrayList<>();
        Matcher next = WORD.matcher(text);
        while (next.find()) {
            if (!list.contains(next.group())) {
                row.clear();
                continue;
            }
            row.add(next.group());
            if (row.size() == WORDS) {
                if (!PUBLIC_WORDS.contains(String.join(" ", row))) {
                    return true;
                }
                row.clear();
            }
        }
        return false;
    }

    /// What is committed, or would be; of a checkout without git every file but what a build made.
    private static List<Path> files() throws IOException {
        Optional<List<Path>> known = filesOfGit();
        List<Path> found = known.isPresent() ? known.get() : filesOfFolder();
        List<Path> texts = new ArrayList<>();
        for (Path file : found) {
            if (Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && !file.equals(listFile())) {
                texts.add(file);
            }
        }
        return texts;
    }

    private static Optional<List<Path>> filesOfGit() throws IOException {
        Path root = Project.root();
        if (!Files.exists(root.resolve(".git"))) {
            return Optional.empty();
        }
        String names;
        try {
            Process git =
                    new ProcessBuilder(
                                    "git",
                                    "ls-files",
                                    "-z",
                                    "--cached",
                                    "--others",
                                    "--exclude-standard")
                            .directory(root.toFile())
                            .redirectError(Redirect.DISCARD)
                            .start();
            names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        } catch (IOException noGit) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(names.split("\0")).map(root::resolve).toList());
    }

    private static List<Path> filesOfFolder() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                Project.root(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes facts) {
                        return SKIPPED.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (!SKIPPED.contains(file.getFileName().toString())) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
