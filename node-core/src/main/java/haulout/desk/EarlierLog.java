// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.LogPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What earlier runs of the program left at the end of the log.
final class EarlierLog {
    // what somebody who helps reads at most
    private static final int MAX_BYTES = 256 << 10;

    // the newest, and the one that was full before
    private static final int FILES = 2;

    private static final Logger log = LoggerFactory.getLogger(EarlierLog.class);

    private EarlierLog() {}

    /// The last lines before a time; empty if there are none.
    ///
    /// @param folder of the log
    /// @param before when this run's lines begin; empty: it has none
    static Optional<String> of(Path folder, Optional<Instant> before) {
        // where this run has filled a file already, they are in the one before
        for (int age = 0; age < FILES; age++) {
            Optional<String> found = of(LogPlace.file(folder, age), age, before);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(Path file, int age, Optional<Instant> before) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long begin = Math.max(0, channel.size() - MAX_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) > 0) {
                // until the end
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            String whole = begin == 0 ? text : text.substring(text.indexOf('\n') + 1);
            return Optional.of(until(whole, before)).filter(lines -> !lines.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.atDebug().addKeyValue("age", age).setCause(e).log("no log of an earlier run");
            return Optional.empty();
        }
    }

    private static String until(String text, Optional<Instant> before) {
        if (before.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (begins(line).filter(at -> !at.isBefore(before.get())).isPresent()) {
                break;
            }
            kept.append(line).append('\n');
        }
        return kept.toString().strip().isEmpty() ? "" : kept.toString();
    }

    // lines of a trace have no time
    private static Optional<Instant> begins(String line) {
        int end = line.indexOf(' ');
        try {
            return end > 0 ? Optional.of(Instant.parse(line.substring(0, end))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
