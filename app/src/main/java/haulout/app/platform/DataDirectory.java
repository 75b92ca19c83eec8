// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The folder in which a node keeps its keys, databases and logs when its owner names no other.
public final class DataDirectory {
    private DataDirectory() {}

    /// The folder for this process's user and operating system; it need not exist yet.
    public static Path standard() {
        return standard(System.getProperty("os.name", ""), System.getenv(), UserHome.folder());
    }

    /// The folder for a given system: `%LOCALAPPDATA%\Haulout` on Windows, `~/Library/Application
    /// Support/Haulout` on macOS, `$XDG_DATA_HOME/haulout` or `~/.local/share/haulout` elsewhere.
    /// Variables that are empty or not absolute do not count.
    ///
    /// Source: XDG Base Directory Specification 0.8; Apple File System Programming Guide; Windows
    /// Known Folders.
    static Path standard(String osName, Map<String, String> environment, Path userHome) {
        String system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA", userHome.resolve("AppData").resolve("Local"))
                    .resolve("Haulout");
        }
        if (system.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Application Support").resolve("Haulout");
        }
        return folder(environment, "XDG_DATA_HOME", userHome.resolve(".local").resolve("share"))
                .resolve("haulout");
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        Path named = Path.of(value);
        return named.isAbsolute() ? named : otherwise;
    }
}
