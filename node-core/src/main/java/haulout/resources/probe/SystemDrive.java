// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The drive that the system runs from, of which more is left free than of others.
///
/// The program's own runtime does not say it alone: that may be mounted from a file, lie on a drive
/// for programs, or be on a stick.
public final class SystemDrive {
    private final List<Path> places;

    /// That of the running system.
    public SystemDrive() {
        this(places(System.getProperty("java.home"), System.getenv()));
    }

    SystemDrive(List<Path> places) {
        this.places = List.copyOf(places);
    }

    // "/" is the root of the present drive on Windows, which need not be the system's
    static List<Path> places(String runtime, Map<String, String> environment) {
        List<Path> places = new ArrayList<>(List.of(Path.of(runtime)));
        String windows = environment.getOrDefault("SystemRoot", "");
        places.add(Path.of(windows.isBlank() ? "/" : windows));
        return places;
    }

    /// Whether a file system is one that the system runs from.
    public boolean is(FileStore store) {
        for (Path place : places) {
            try {
                if (Files.getFileStore(place).equals(store)) {
                    return true;
                }
            } catch (IOException e) {
                // it is not there, so nothing runs from it
            }
        }
        return false;
    }
}
