// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be made.
enum Kind {
    /// The program in a folder.
    IMAGE(""),
    /// For Debian and its relatives.
    DEB(""),
    /// For Fedora and its relatives.
    RPM(""),
    /// For Windows, installed by its own installer.
    MSI("windows"),
    /// For Windows, a program that installs.
    EXE("windows"),
    /// For macOS, a disk image.
    DMG("mac"),
    /// For macOS, installed by its own installer.
    PKG("mac");

    private final String jpackageSystem;

    Kind(String jpackageSystem) {
        this.jpackageSystem = jpackageSystem;
    }

    /// As on the command line.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where jpackage makes it; empty if something else does.
    String jpackageSystem() {
        return jpackageSystem;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
