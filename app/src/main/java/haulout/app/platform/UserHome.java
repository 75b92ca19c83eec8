// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import java.nio.file.Path;
import java.util.Map;

/// The home of who uses the computer.
final class UserHome {
    private UserHome() {}

    static Path folder() {
        return folder(
                System.getProperty("os.name", ""),
                System.getenv(),
                Path.of(System.getProperty("user.home")));
    }

    /// `$HOME` where systems have it, which containers, services and scripts set and every other
    /// program obeys; Java asks the list of users instead.
    static Path folder(String osName, Map<String, String> environment, Path listed) {
        if (osName.startsWith("Windows")) {
            return listed;
        }
        String set = environment.getOrDefault("HOME", "");
        return !set.isEmpty() && Path.of(set).isAbsolute() ? Path.of(set) : listed;
    }
}
