// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout;

import static java.util.Map.entry;

import haulout.architecture.PackageMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Which package may use which. Rows of packages that do not exist yet are the plan.
class PackageMapTest {
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("core", Set.of()),
                    entry("hash", Set.of()),
                    entry("metrics", Set.of()),
                    entry("codec", Set.of()),
                    entry("crypto", Set.of("core", "hash")),
                    entry("redstuff", Set.of("core", "codec", "crypto", "hash")),
                    entry("wire", Set.of("core", "crypto", "redstuff", "wire.bcs")),
                    entry("wire.bcs", Set.of("core")),
                    entry("wire.quilt", Set.of("core", "crypto", "redstuff", "wire", "wire.bcs")),
                    entry("resources", Set.of("core")),
                    entry("resources.settings", Set.of()),
                    entry("resources.limits", Set.of()),
                    entry("resources.policy", Set.of("resources.settings", "text")),
                    entry("resources.forecast", Set.of("resources.settings", "resources.policy")),
                    entry("text", Set.of()),
                    entry("status", Set.of("text")),
                    entry("home", Set.of("core", "resources.settings", "status", "text")),
                    entry("config", Set.of("core", "resources")),
                    entry("store", Set.of("core", "redstuff", "wire")),
                    entry("ledger", Set.of("core", "crypto", "wire", "wire.bcs")),
                    entry("ledger.rules", Set.of("core")),
                    entry(
                            "ledger.machine",
                            Set.of(
                                    "core",
                                    "crypto",
                                    "hash",
                                    "wire",
                                    "wire.bcs",
                                    "ledger",
                                    "ledger.rules")),
                    entry(
                            "ledger.embedded",
                            Set.of(
                                    "core",
                                    "crypto",
                                    "hash",
                                    "wire",
                                    "wire.bcs",
                                    "ledger",
                                    "ledger.rules",
                                    "ledger.machine")),
                    entry("ledger.script", Set.of("core", "crypto", "wire", "wire.bcs", "ledger")),
                    entry("ledger.move", Set.of("core", "hash", "wire.bcs")),
                    entry(
                            "client",
                            Set.of("core", "crypto", "redstuff", "wire", "resources", "ledger")),
                    entry(
                            "client.publish",
                            Set.of("core", "hash", "crypto", "redstuff", "wire", "client")),
                    entry(
                            "client.read",
                            Set.of("core", "hash", "crypto", "redstuff", "wire", "client")),
                    entry(
                            "node",
                            Set.of(
                                    "core",
                                    "hash",
                                    "codec",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "wire.bcs",
                                    "resources",
                                    "config",
                                    "store",
                                    "ledger",
                                    "client",
                                    "metrics")),
                    entry("http.server", Set.of("metrics")),
                    entry("http.tls", Set.of("core", "crypto")),
                    entry(
                            "node.sync",
                            Set.of(
                                    "core",
                                    "hash",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "resources",
                                    "store",
                                    "ledger",
                                    "client",
                                    "node")),
                    entry(
                            "http",
                            Set.of(
                                    "core",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "resources",
                                    "config",
                                    "metrics",
                                    "node",
                                    "http.server")),
                    entry("store.file", Set.of("core", "store")),
                    entry(
                            "store.drive",
                            Set.of("core", "metrics", "store", "store.file", "resources")),
                    entry(
                            "store.segment",
                            Set.of(
                                    "core",
                                    "metrics",
                                    "redstuff",
                                    "wire",
                                    "store",
                                    "store.file",
                                    "store.drive")),
                    entry(
                            "store.shield",
                            Set.of(
                                    "core",
                                    "metrics",
                                    "store",
                                    "store.file",
                                    "store.drive",
                                    "store.segment")),
                    entry(
                            "store.sqlite",
                            Set.of(
                                    "core",
                                    "metrics",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "resources",
                                    "store",
                                    "store.segment",
                                    "store.drive",
                                    "store.shield",
                                    "ledger")),
                    entry(
                            "assembly",
                            Set.of(
                                    "core",
                                    "crypto",
                                    "redstuff",
                                    "hash",
                                    "wire",
                                    "resources",
                                    "config",
                                    "store",
                                    "ledger",
                                    "client",
                                    "node",
                                    "node.sync",
                                    "metrics",
                                    "http",
                                    "http.server",
                                    "http.tls",
                                    "store.file",
                                    "store.drive",
                                    "store.segment",
                                    "store.shield",
                                    "store.sqlite")),
                    entry(
                            "practice",
                            Set.of(
                                    "core",
                                    "assembly",
                                    "redstuff",
                                    "hash",
                                    "crypto",
                                    "wire",
                                    "resources",
                                    "config",
                                    "store",
                                    "ledger",
                                    "ledger.rules",
                                    "ledger.machine",
                                    "ledger.embedded",
                                    "client",
                                    "node",
                                    "node.sync",
                                    "metrics",
                                    "http",
                                    "http.server",
                                    "http.tls",
                                    "store.file",
                                    "store.drive",
                                    "store.segment",
                                    "store.shield",
                                    "store.sqlite")),
                    entry(
                            "daemon",
                            Set.of(
                                    "core",
                                    "hash",
                                    "codec",
                                    "crypto",
                                    "redstuff",
                                    "wire",
                                    "resources",
                                    "config",
                                    "store",
                                    "ledger",
                                    "ledger.rules",
                                    "ledger.machine",
                                    "ledger.embedded",
                                    "client",
                                    "node",
                                    "node.sync",
                                    "metrics",
                                    "http",
                                    "http.server",
                                    "http.tls",
                                    "store.file",
                                    "store.drive",
                                    "store.segment",
                                    "store.shield",
                                    "store.sqlite",
                                    "ledger.script",
                                    "assembly",
                                    "practice")));

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        return new PackageMap("haulout", MAY_USE).tests();
    }
}
