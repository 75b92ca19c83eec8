// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import static java.util.Map.entry;

import haulout.architecture.PackageMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Which package of what makes the packages may use which.
class PackageMapTest {
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("installer.tool", Set.of()),
                    entry("installer.scan", Set.of()),
                    entry("installer.icon", Set.of("ui.picture")),
                    entry("installer.image", Set.of("installer.tool")),
                    entry("installer.debian", Set.of("installer.icon", "installer.tool")),
                    entry(
                            "installer",
                            Set.of(
                                    "installer.tool",
                                    "installer.icon",
                                    "installer.image",
                                    "installer.debian")));

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        return new PackageMap("haulout.installer", MAY_USE).tests();
    }
}
