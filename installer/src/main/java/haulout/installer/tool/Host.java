// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.util.List;
import java.util.Locale;

/// A system for which packages are made: always the one that makes them, because jlink and jpackage
/// know no other.
///
/// @param system `linux`, `windows` or `mac`
/// @param processor `x86_64` or `aarch64`
public record Host(String system, String processor) {
    private static final List<String> NATIVE_ENDS =
            List.of(".so", ".dll", ".dylib", ".jnilib", ".a");

    /// This one.
    public static Host here() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system =
                name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "mac" : "linux";
        return new Host(system, arch.equals("amd64") ? "x86_64" : arch);
    }

    /// Whether it is Windows.
    public boolean isWindows() {
        return system.equals("windows");
    }

    /// Debian's name of the processor.
    public String debianArchitecture() {
        return switch (processor) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> processor;
        };
    }

    /// The name of the processor in packages of Fedora's kind.
    public String rpmArchitecture() {
        return processor;
    }

    /// Whether a file of a jar is a native library for another system or processor.
    ///
    /// @param entry its path in the jar, such as
    ///   `org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib`
    public boolean isForeign(String entry) {
        boolean isNative = NATIVE_ENDS.stream().anyMatch(entry::endsWith);
        return isNative && ownPlaces().stream().noneMatch(("/" + entry)::contains);
    }

    /// The parts of paths by which sqlite-jdbc, jblst, JNA and Netty name this system.
    private List<String> ownPlaces() {
        boolean isX86 = processor.equals("x86_64");
        return switch (system) {
            case "windows" ->
                    isX86
                            ? List.of("/Windows/x86_64/", "/Windows/amd64/", "/win32-x86-64/")
                            : List.of("/Windows/aarch64/", "/win32-aarch64/");
            case "mac" ->
                    isX86
                            ? List.of("/Mac/x86_64/", "/darwin-x86-64/")
                            : List.of("/Mac/aarch64/", "/darwin-aarch64/");
            default ->
                    isX86
                            ? List.of(
                                    "/Linux/x86_64/",
                                    "/Linux/amd64/",
                                    "/linux-x86-64/",
                                    "_x86_64.so")
                            : List.of("/Linux/aarch64/", "/linux-aarch64/", "_aarch_64.so");
        };
    }
}
