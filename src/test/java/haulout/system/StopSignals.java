// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The signals by which a user or a system stops a program.
final class StopSignals {
    // SIGINT in the mask of signals that Linux shows, whose lowest bit is signal 1
    private static final long INT_BIT = 1L << 1;

    private StopSignals() {}

    /// Those that programs started from here hear. A shell without job control has what it starts
    /// in the background ignore the one of Ctrl-C, and so do all that are started from there.
    static List<String> heard() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return List.of("INT", "TERM");
        }
        try (Stream<String> lines = Files.lines(status)) {
            boolean ignored =
                    lines.filter(line -> line.startsWith("SigIgn:"))
                            .map(line -> line.substring("SigIgn:".length()).strip())
                            .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INT_BIT) != 0);
            return ignored ? List.of("TERM") : List.of("INT", "TERM");
        }
    }
}
