// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app;

import static java.util.Map.entry;

import haulout.architecture.PackageMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Which package of the program may use which, of its own and of the modules below, where
/// `haulout.ui..` means all of the window. Rows of packages that do not exist yet are the plan.
class PackageMapTest {
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("app.platform", Set.of()),
                    entry("app.instance", Set.of("app.platform")),
                    entry("app.link", Set.of("core")),
                    entry("app.logging", Set.of("app.platform", "home")),
                    entry("app.tray", Set.of("ui.picture")),
                    entry("app.tray.bus", Set.of("app.tray", "ui.picture")),
                    entry("app.keychain", Set.of("identity")),
                    entry(
                            "app.notice",
                            Set.of(
                                    "core",
                                    "home",
                                    "status",
                                    "text",
                                    "resources.settings",
                                    "ui.screen",
                                    "ui.text")),
                    entry("app.notice.bus", Set.of("app.notice")),
                    entry(
                            "app.cli",
                            Set.of(
                                    "app.platform",
                                    "core",
                                    "hash",
                                    "codec",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "config",
                                    "client",
                                    "client.publish",
                                    "client.read",
                                    "desk")),
                    entry(
                            "app.wiring",
                            Set.of(
                                    "app.platform",
                                    "app.instance",
                                    "app.link",
                                    "app.logging",
                                    "app.tray",
                                    "app.tray.bus",
                                    "app.keychain",
                                    "app.notice",
                                    "app.notice.bus",
                                    "app.cli",
                                    "identity",
                                    "ui..",
                                    "core",
                                    "home",
                                    "status",
                                    "text",
                                    "resources.settings",
                                    "resources.probe",
                                    "config",
                                    "node",
                                    "resources.guest",
                                    "store.shield",
                                    "daemon")),
                    entry(
                            "app",
                            Set.of(
                                    "app.platform",
                                    "app.instance",
                                    "app.logging",
                                    "app.tray",
                                    "app.cli",
                                    "app.wiring",
                                    "daemon")));

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        return new PackageMap("haulout.app", MAY_USE).tests();
    }
}
