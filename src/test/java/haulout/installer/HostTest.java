// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.installer.tool.Host;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final List<String> NATIVES =
            List.of(
                    "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                    "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                    "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                    "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
                    "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll",
                    "supranational/blst/Linux/amd64/libblst.so",
                    "supranational/blst/Mac/x86_64/libblst.dylib",
                    "com/sun/jna/linux-x86-64/libjnidispatch.so",
                    "com/sun/jna/win32-x86-64/jnidispatch.dll",
                    "com/sun/jna/aix-ppc/libjnidispatch.a",
                    "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
                    "META-INF/native/libnetty_transport_native_epoll_aarch_64.so");

    @Test
    void eachSystemKeepsItsOwnLibrariesOnly() {
        Map.of(
                        new Host("linux", "x86_64"), List.of(0, 5, 7, 10),
                        new Host("linux", "aarch64"), List.of(2, 11),
                        new Host("windows", "x86_64"), List.of(4, 8),
                        new Host("mac", "aarch64"), List.of(3),
                        new Host("mac", "x86_64"), List.of(6))
                .forEach((host, kept) ->
                        assertEquals(
                                kept.stream().map(NATIVES::get).toList(),
                                NATIVES.stream().filter(entry -> !host.isForeign(entry)).toList(),
                                host.toString()));
    }

    @Test
    void whatIsNoLibraryStays() {
        Host host = new Host("linux", "x86_64");
        for (String entry : List.of("a/B.class", "META-INF/MANIFEST.MF", "x/y.properties")) {
            assertEquals(false, host.isForeign(entry), entry);
        }
    }
}
