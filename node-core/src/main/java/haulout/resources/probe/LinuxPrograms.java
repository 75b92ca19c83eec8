// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names of the programs that run. Each process is read when it is new and once more, since it
/// takes its name a moment after it has begun.
final class LinuxPrograms {
    // names of one glance at the list of processes
    private static final int MAX_PROCESSES = 20_000;
    private static final int READS = 2;

    private final Path proc;
    private Map<String, Seen> seen = Map.of();

    private record Seen(String name, int reads) {}

    LinuxPrograms(Path proc) {
        this.proc = proc;
    }

    /// In small letters. The system cuts names after 15 characters.
    Set<String> running() throws IOException {
        Map<String, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : all) {
                String number = process.getFileName().toString();
                Seen before = seen.get(number);
                now.put(
                        number,
                        before != null && before.reads() >= READS ? before : read(process, before));
                if (now.size() >= MAX_PROCESSES) {
                    break;
                }
            }
        }
        seen = now;
        Set<String> names = new HashSet<>();
        now.values().forEach(one -> names.add(one.name()));
        return names;
    }

    private static Seen read(Path process, @org.jspecify.annotations.Nullable Seen before) {
        int reads = before == null ? 1 : before.reads() + 1;
        try {
            String name = Files.readString(process.resolve("comm")).strip();
            return new Seen(name.toLowerCase(Locale.ROOT), reads);
        } catch (IOException e) {
            return new Seen("", reads); // it has just ended
        }
    }
}
