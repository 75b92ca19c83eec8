// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import haulout.resources.forecast.Minute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The minutes of the last 14 days, `minutes.bin` in the data directory: 16 bytes each, never
/// flushed on purpose, since losing some costs nothing. It stays on this computer.
///
/// Threads: any.
public final class MinuteLog {
    private static final int KEPT = 14 * 24 * 60;
    // a day more, so that the file is written anew once a day
    private static final int MOST = KEPT + 24 * 60;
    private static final Logger log = LoggerFactory.getLogger(MinuteLog.class);

    private final Path file;
    private long last = -1;

    /// @param folder the data directory
    public MinuteLog(Path folder) {
        this.file = folder.resolve("minutes.bin");
    }

    /// Adds a minute, if it is a new one. A failure is logged once and costs that minute.
    public synchronized void add(Minute minute) {
        if (minute.minute() == last) {
            return;
        }
        last = minute.minute();
        try {
            if (Files.exists(file) && Files.size(file) >= (long) MOST * Minute.BYTES) {
                shorten();
            }
            append(minute);
        } catch (IOException e) {
            log.atDebug().addKeyValue("file", file).setCause(e).log("a minute was not kept");
        }
    }

    private void append(Minute minute) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(Minute.BYTES);
        minute.write(row);
        row.flip();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // a row that was cut off by a crash is written over
            long end = channel.size() / Minute.BYTES * Minute.BYTES;
            while (row.hasRemaining()) {
                channel.write(row, end + row.position());
            }
        }
    }

    private void shorten() throws IOException {
        byte[] rows = Files.readAllBytes(file);
        int end = rows.length / Minute.BYTES * Minute.BYTES;
        int begin = Math.max(0, end - KEPT * Minute.BYTES);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, Arrays.copyOfRange(rows, begin, end));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// All that are kept, oldest first; none if they cannot be read. The newest row says what time
    /// it is: minutes after it are of a clock that was ahead, and of minutes that were twice,
    /// because it was set back, the later row counts.
    public synchronized List<Minute> read() {
        NavigableMap<Long, Minute> minutes = new TreeMap<>();
        try {
            if (!Files.exists(file) || Files.size(file) > 2L * MOST * Minute.BYTES) {
                return List.of();
            }
            ByteBuffer rows = ByteBuffer.wrap(Files.readAllBytes(file));
            long newest = Long.MIN_VALUE;
            while (rows.remaining() >= Minute.BYTES) {
                Minute minute = Minute.read(rows);
                newest = minute.minute();
                minutes.put(newest, minute);
            }
            minutes.tailMap(newest, false).clear();
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("minutes cannot be read");
        }
        List<Minute> all = List.copyOf(minutes.values());
        return all.subList(Math.max(0, all.size() - KEPT), all.size());
    }
}
