// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;

/// Where the technical log lies, for those who write, read and delete it.
public final class LogPlace {
    /// The folder in the data directory.
    public static final String FOLDER = "log";

    private LogPlace() {}

    /// The folder of a data directory's log.
    public static Path folder(Path home) {
        return home.resolve(FOLDER);
    }

    /// A file of the log.
    ///
    /// @param folder see [#folder]
    /// @param age how many newer ones there are; 0 is the one that is written to
    public static Path file(Path folder, int age) {
        return folder.resolve(age == 0 ? "haulout.log" : "haulout." + age + ".log");
    }
}
