// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A library at a version.
///
/// @param purl its package URL, with the version and without qualifiers
/// @param name what the database of weaknesses calls it
/// @param version the version
record Library(String purl, String name, String version) implements Comparable<Library> {
    private static final Pattern PURL =
            Pattern.compile("(pkg:([a-z]+)/(?:([^@?#]+)/)?([^/@?#]+)@([^@?#]+))(?:[?#].*)?");

    /// The modules of this program, which no database knows.
    private static final String OURS = "pkg:maven/haulout/";

    private static final String LOCKED = "node_modules/";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public int compareTo(Library other) {
        return purl.compareTo(other.purl);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }

    static Library of(String text) throws NoVerdict {
        Matcher parts = PURL.matcher(text);
        if (!parts.matches()) {
            throw new NoVerdict("not a package URL with a version: " + text);
        }
        String group = parts.group(3);
        String between = parts.group(2).equals("maven") ? ":" : "/";
        String name = group == null ? parts.group(4) : group + between + parts.group(4);
        return new Library(
                parts.group(1),
                URLDecoder.decode(name, StandardCharsets.UTF_8),
                URLDecoder.decode(parts.group(5), StandardCharsets.UTF_8));
    }

    /// Reads a bill of materials (CycloneDX) or a lock file of npm.
    ///
    /// @return not empty: a file without libraries is more likely to be the wrong one
    static Set<Library> read(Path file) throws NoVerdict {
        JsonNode content;
        try {
            content = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException broken) {
            throw new NoVerdict(file + " is not JSON");
        } catch (IOException broken) {
            throw new NoVerdict(file + " cannot be read: " + broken);
        }
        Set<Library> found =
                content.path("bomFormat").asText("").equals("CycloneDX")
                        ? ofBill(file, content.path("components"))
                        : ofLock(content.path("packages"));
        if (found.isEmpty()) {
            throw new NoVerdict(file + " names no library");
        }
        return found;
    }

    private static Set<Library> ofBill(Path file, JsonNode components) throws NoVerdict {
        Set<Library> found = new TreeSet<>();
        for (JsonNode component : components) {
            String purl = component.path("purl").asText("");
            if (purl.isEmpty()) {
                throw new NoVerdict(
                        file + " has no package URL of " + component.path("name").asText(""));
            }
            if (!purl.startsWith(OURS)) {
                found.add(of(purl));
            }
        }
        return found;
    }

    private static Set<Library> ofLock(JsonNode packages) throws NoVerdict {
        Set<Library> found = new TreeSet<>();
        for (Map.Entry<String, JsonNode> one : packages.properties()) {
            int at = one.getKey().lastIndexOf(LOCKED);
            if (at >= 0) {
                String name = one.getKey().substring(at + LOCKED.length()).replace("@", "%40");
                found.add(of("pkg:npm/" + name + "@" + one.getValue().path("version").asText("")));
            }
        }
        return found;
    }
}
