// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static java.util.Map.entry;

import haulout.architecture.PackageMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Which package of the window may use which, and what it may see of the node. Every screen gets a
/// row of its own, and screens never use each other. Rows of packages that do not exist yet are the
/// plan.
class PackageMapTest {
    private static final Set<String> OF_A_SCREEN =
            Set.of("ui.port", "ui.text", "ui.work", "ui.control");

    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("ui", Set.of()),
                    entry("ui.port", Set.of("core", "node")),
                    entry("ui.text", Set.of("core")),
                    entry("ui.work", Set.of()),
                    entry("ui.control", Set.of("ui.text")),
                    entry("ui.screen.overview", OF_A_SCREEN),
                    entry("ui.screen.storage", OF_A_SCREEN),
                    entry("ui.screen.shards", OF_A_SCREEN),
                    entry("ui.screen.earnings", OF_A_SCREEN),
                    entry("ui.screen.peers", OF_A_SCREEN),
                    entry("ui.screen.activity", OF_A_SCREEN),
                    entry("ui.screen.settings", OF_A_SCREEN),
                    entry("ui.screen.firstrun", OF_A_SCREEN),
                    entry("ui.screen.about", OF_A_SCREEN),
                    entry(
                            "ui.shell",
                            Set.of(
                                    "ui.port",
                                    "ui.text",
                                    "ui.work",
                                    "ui.control",
                                    "ui.screen.overview",
                                    "ui.screen.storage",
                                    "ui.screen.shards",
                                    "ui.screen.earnings",
                                    "ui.screen.peers",
                                    "ui.screen.activity",
                                    "ui.screen.settings",
                                    "ui.screen.firstrun",
                                    "ui.screen.about")));

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        return new PackageMap("haulout.ui", MAY_USE).tests();
    }
}
