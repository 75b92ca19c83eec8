// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is shipped, and under which licences.
class BillOfMaterialsIT {
    /// Licences under which a library may be shipped, by SPDX identifier. A library that offers
    /// several needs one of them.
    private static final Set<String> ALLOWED =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "EPL-2.0",
                    "EDL-1.0",
                    "GPL-2.0-with-classpath-exception",
                    "OFL-1.1");

    /// Names in the bill that are no SPDX identifiers, and what they mean; the text of each was
    /// compared.
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "Bouncy Castle Licence", "MIT",
                    "Apache License, Version 2.0", "Apache-2.0",
                    "SIL OPEN FONT LICENSE Version 1.1", "OFL-1.1",
                    "The 3-Clause BSD License", "BSD-3-Clause",
                    "The Apache Software License, Version 2.0", "Apache-2.0");

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.+?) \\|.*");

    private static Map<String, Set<String>> licences = Map.of();

    @BeforeAll
    static void readTheBill() throws IOException {
        Path bill = Project.root().resolve("app/target/haulout-sbom.json");
        // because its maker refuses to work offline, as mvn -o is
        assumeTrue(
                Files.exists(bill) || !"offline=true".equals(System.getProperty("haulout.maven")),
                "offline: no bill of materials");
        licences = new TreeMap<>();
        for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
            String group = component.path("group").asText();
            if (!group.equals("haulout")) {
                licences.put(group + ":" + component.path("name").asText(), licencesOf(component));
            }
        }
    }

    private static Set<String> licencesOf(JsonNode component) {
        Set<String> names = new TreeSet<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            String name =
                    licence.path("id")
                            .asText(licence.path("name").asText(entry.path("expression").asText()));
            names.add(OTHER_NAMES.getOrDefault(name, name));
        }
        return names;
    }

    @Test
    void theBillNamesWhatIsShipped() throws IOException {
        Set<String> jars = new TreeSet<>();
        for (String folder : List.of("app/target/lib", "app/target/javafx")) {
            try (Stream<Path> files = Files.list(Project.root().resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .map(name -> name.replaceFirst("-[0-9].*", ""))
                        .filter(name -> !name.startsWith("haulout-"))
                        .forEach(jars::add);
            }
        }
        Set<String> names =
                licences.keySet().stream()
                        .map(name -> name.substring(name.indexOf(':') + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(jars, names);
    }

    @Test
    void theNoticesHaveTheTextThatAJarLacks() throws IOException {
        String notice = Files.readString(Project.root().resolve("NOTICE"));
        assertTrue(notice.contains("Copyright (c) 2015 Backblaze"));
        assertTrue(notice.contains("Permission is hereby granted, free of charge"));
    }

    @Test
    void everyLibraryHasALicenceOnTheList() {
        assertFalse(licences.isEmpty());
        Map<String, Set<String>> refused = new TreeMap<>(licences);
        refused.values().removeIf(names -> names.stream().anyMatch(ALLOWED::contains));
        assertEquals(Map.of(), refused);
    }

    @Test
    void theNoticesNameEveryLibraryAndItsLicences() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Project.root().resolve("docs/third-party.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2));
            }
        }
        assertEquals(licences.keySet(), rows.keySet());
        licences.forEach((library, names) ->
                names.forEach(name ->
                        assertTrue(
                                rows.get(library).contains(name), library + " is under " + name)));
    }
}
