// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static java.util.Map.entry;

import haulout.architecture.PackageMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Which package of the window may use which, and what it may see of the node. Every screen gets a
/// row of its own, and screens never use each other.
class PackageMapTest {
    /// What the window sees of the node.
    private static final Set<String> FACADE =
            Set.of("home", "status", "text", "core", "resources.settings");

    private static final List<String> SCREENS =
            List.of(
                    "home",
                    "storage",
                    "work",
                    "earnings",
                    "staking",
                    "health",
                    "files",
                    "neighbours",
                    "activity",
                    "settings",
                    "help",
                    "leave",
                    "firstrun",
                    "leave");

    private static final Map<String, Set<String>> BELOW =
            Map.ofEntries(
                    entry("ui", Set.of()),
                    entry("ui.picture", Set.of()),
                    entry("ui.work", Set.of("home", "text")),
                    entry("ui.text", Set.of("home", "text", "core")),
                    entry("ui.control", Set.of("ui.text", "ui.picture", "status")),
                    entry("ui.screen", and(FACADE, "ui.text", "ui.work", "ui.control")));

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> all = new HashMap<>(BELOW);
        Set<String> shell =
                new HashSet<>(
                        and(FACADE, "ui.picture", "ui.text", "ui.work", "ui.control", "ui.screen"));
        for (String screen : SCREENS) {
            all.put(
                    "ui.screen." + screen,
                    and(FACADE, "ui.text", "ui.work", "ui.control", "ui.screen"));
            shell.add("ui.screen." + screen);
        }
        all.put("ui.shell", shell);
        return all;
    }

    private static Set<String> and(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        return new PackageMap("haulout.ui", mayUse()).tests();
    }
}
