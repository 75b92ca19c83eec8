// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A weakness as the database tells of it.
///
/// @param id its name in the database
/// @param aliases its names elsewhere
/// @param severity in the words of who published it
/// @param summary one line, maybe empty
/// @param fixes per library, the versions without it; of all libraries that have it
/// @param isWithdrawn whether it turned out to be none
record Weakness(
        String id,
        Set<String> aliases,
        String severity,
        String summary,
        List<Fix> fixes,
        boolean isWithdrawn) {
    /// A first version without the weakness.
    record Fix(String library, String version) {}

    /// What is known of a weakness of which only the name was told.
    static Weakness named(String id, String why) {
        return new Weakness(id, Set.of(), "severity not known", why, List.of(), false);
    }

    static Weakness of(String id, JsonNode entry) {
        Set<String> aliases = new TreeSet<>();
        entry.path("aliases").forEach(alias -> aliases.add(alias.asText("")));
        List<Fix> fixes = new ArrayList<>();
        for (JsonNode affected : entry.path("affected")) {
            String library = affected.path("package").path("name").asText("");
            for (JsonNode range : affected.path("ranges")) {
                for (JsonNode event : range.path("events")) {
                    if (event.has("fixed")) {
                        fixes.add(new Fix(library, event.path("fixed").asText("")));
                    }
                }
            }
        }
        return new Weakness(
                id,
                aliases,
                severity(entry),
                entry.path("summary").asText(""),
                fixes,
                entry.hasNonNull("withdrawn"));
    }

    private static String severity(JsonNode entry) {
        String word = entry.path("database_specific").path("severity").asText("");
        if (!word.isEmpty()) {
            return word;
        }
        Set<String> scores = new TreeSet<>();
        entry.path("severity").forEach(one -> scores.add(one.path("score").asText("")));
        return scores.isEmpty() ? "severity not known" : String.join(" ", scores);
    }

    /// The versions of a library without the weakness.
    Set<String> fixed(Library library) {
        Set<String> versions = new TreeSet<>();
        for (Fix fix : fixes) {
            if (fix.library.equals(library.name())) {
                versions.add(fix.version);
            }
        }
        return versions;
    }
}
