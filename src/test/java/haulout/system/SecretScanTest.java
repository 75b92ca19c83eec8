// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Nothing secret is in the sources, and no library whose version somebody else decides.
class SecretScanTest {
    private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules", ".idea");

    /// Larger files are data, which these forms do not occur in.
    private static final long LARGEST = 2_000_000;

    /// How secrets look whose makers gave them a form.
    private static final Map<String, Pattern> FORMS =
            Map.of(
                    "private key",
                    Pattern.compile(
                            "-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----\\s+[A-Za-z0-9+/]{16}"),
                    "key of AWS",
                    Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
                    "token of GitHub",
                    Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})"),
                    "token of GitLab",
                    Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}\\b"),
                    "token of Slack",
                    Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
                    "key of Google",
                    Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}\\b"),
                    "private key of Sui",
                    Pattern.compile("\\bsuiprivkey1[a-z0-9]{50,}"),
                    "JSON web token",
                    Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."),
                    "password in an address",
                    Pattern.compile("\\bhttps?://[^/\\s:@\"]+:[^/\\s@\"{$]{3,}@[a-z]"));

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
        assertEquals(Set.of("key of AWS"), secrets("id = " + "AKIA" + "IOSFODNN7EXAMPLE"));
        assertEquals(
                Set.of("private key"),
                secrets("-----BEGIN " + "PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA"));
        assertEquals(Set.of("token of GitHub"), secrets("gh" + "p_" + "a1".repeat(18)));
        assertEquals(
                Set.of("password in an address"), secrets("https://me:" + "secret@example.net"));
        assertEquals(Set.of(), secrets("https://example.net:8080/@me"));
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
        return kinds;
    }

    private static List<Path> files() throws IOException {
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
                        if (facts.isRegularFile() && facts.size() <= LARGEST) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
