// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bytes through the line this month, and written to each drive today; kept in `counts.json`, which
/// is written each minute, so that a crash costs a minute's count at most.
///
/// A clock that goes back starts no new month or day, so it gives nobody a second allowance; nor
/// does one that was far ahead keep the next month from beginning.
///
/// Threads: one, but for what says otherwise.
public final class Counts {
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    // so much at most is missing of the count after a crash, however fast the line is
    private static final long WRITE_EACH_BYTES = 32_000_000;

    /// The line is as fast as its best minute of so many days.
    private static final int LINE_DAYS = 7;

    /// By so much zones and small corrections of the clock may differ.
    private static final int MAY_BE_AHEAD_DAYS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(Counts.class);

    private final FileLayer files;
    private final Path file;
    private LocalDate month = LocalDate.MIN;
    private LocalDate day = LocalDate.MIN;
    private long monthBytes;
    private long dayBytes;
    private long meteredBytes;
    // asked by any thread
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private long lineSeen = -1;
    private final Map<String, Long> writtenSeen = new HashMap<>();
    private Duration lastWrite = Duration.ZERO;
    private long lastMonthBytes;
    private final NavigableMap<LocalDate, LineBest> minutes = new TreeMap<>();
    private volatile LineBest best = LineBest.NONE;

    private Counts(FileLayer files, Path file) {
        this.files = files;
        this.file = file;
    }

    /// Reads the counts; where they cannot be read, they begin anew.
    ///
    /// @param folder the data directory
    public static Counts open(FileLayer files, Path folder, Instant now) {
        Counts counts = new Counts(files, folder.resolve("counts.json"));
        counts.read(now);
        return counts;
    }

    private void read(Instant now) {
        try {
            Optional<byte[]> bytes = WholeFile.read(files, file, MAX_BYTES);
            if (bytes.isEmpty()) {
                return;
            }
            try {
                parse(JSON.readTree(bytes.get()));
            } catch (JsonProcessingException | DateTimeException e) {
                WholeFile.keepAside(files, file, now.getEpochSecond());
            }
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be read");
        }
    }

    private void parse(JsonNode json) {
        month = LocalDate.parse(json.path("month").asText());
        day = LocalDate.parse(json.path("day").asText());
        monthBytes = json.path("monthBytes").asLong();
        dayBytes = json.path("dayBytes").asLong();
        meteredBytes = json.path("meteredBytes").asLong();
        json.path("written")
                .properties()
                .forEach(drive -> written.put(drive.getKey(), drive.getValue().asLong()));
        json.path("line")
                .properties()
                .forEach(one ->
                        minutes.put(
                                LocalDate.parse(one.getKey()),
                                new LineBest(
                                        one.getValue().path("up").asLong(),
                                        one.getValue().path("down").asLong())));
        lastMonthBytes = monthBytes;
        findBest();
    }

    /// Takes note of what went through the line in a minute, others' bytes included.
    ///
    /// @param last of the last minute that is over
    public void minute(LineBest last) {
        if (!day.equals(LocalDate.MIN)) {
            LineBest before = minutes.getOrDefault(day, LineBest.NONE);
            LineBest now = before.or(last);
            if (!now.equals(before)) {
                minutes.put(day, now);
                findBest();
            }
        }
    }

    private void findBest() {
        minutes.headMap(minutes.isEmpty() ? day : minutes.lastKey().minusDays(LINE_DAYS - 1))
                .clear();
        best = minutes.values().stream().reduce(LineBest.NONE, LineBest::or);
    }

    /// The best minute of seven days. For any thread.
    public LineBest bestMinute() {
        return best;
    }

    /// Takes note of what went through the line since the last call.
    ///
    /// @param lineBytes counter of this process, both ways
    /// @param metered whether the network charges by use
    public void line(long lineBytes, boolean metered) {
        if (lineSeen >= 0) {
            long more = Math.max(0, lineBytes - lineSeen);
            monthBytes += more;
            dayBytes += more;
            meteredBytes += metered ? more : 0;
        }
        lineSeen = lineBytes;
    }

    /// Takes note of what was written to a drive since the last call.
    ///
    /// @param bytes counter of this process
    public void written(String drive, long bytes) {
        Long before = writtenSeen.put(drive, bytes);
        if (before != null && bytes > before) {
            written.merge(drive, bytes - before, Long::sum);
        }
    }

    /// Begins a new day or month if its time has come, and writes once a minute.
    ///
    /// @param monthDay on which the month's count begins, 1 to 28
    /// @param steady steady clock
    public void tick(Instant now, ZoneId zone, int monthDay, Duration steady) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate begin = begin(today, monthDay);
        takeBackWrongDates(today, begin);
        if (begin.isAfter(month)) {
            month = begin;
            monthBytes = 0;
        }
        if (today.isAfter(day)) {
            day = today;
            dayBytes = 0;
            meteredBytes = 0;
            written.clear();
            minutes.headMap(day.minusDays(LINE_DAYS - 1)).clear();
            findBest();
        }
        boolean much = monthBytes - lastMonthBytes >= WRITE_EACH_BYTES;
        if (much || steady.minus(lastWrite).compareTo(WRITE_EVERY) >= 0) {
            lastMonthBytes = monthBytes;
            lastWrite = steady;
            write();
        }
    }

    /// After a clock that was far ahead: its dates are not waited for, but what was counted still
    /// counts.
    private void takeBackWrongDates(LocalDate today, LocalDate begin) {
        LocalDate latest = today.plusDays(MAY_BE_AHEAD_DAYS);
        if (month.isAfter(latest)) {
            month = begin;
        }
        if (day.isAfter(latest)) {
            day = today;
            minutes.tailMap(today, false).clear();
            findBest();
        }
    }

    private static LocalDate begin(LocalDate today, int monthDay) {
        LocalDate begin = today.withDayOfMonth(monthDay);
        return begin.isAfter(today) ? begin.minusMonths(1) : begin;
    }

    /// What was used.
    public MonthUse use() {
        int days =
                month.equals(LocalDate.MIN)
                        ? 1
                        : (int) ChronoUnit.DAYS.between(month, month.plusMonths(1));
        return new MonthUse(monthBytes, dayBytes, meteredBytes, days);
    }

    /// Bytes written to a drive today. For any thread.
    public long writtenToday(String drive) {
        return written.getOrDefault(drive, 0L);
    }

    /// Writes now. A failure is logged; the next minute tries again.
    public void write() {
        ObjectNode json = JSON.createObjectNode();
        json.put("month", month.toString()).put("day", day.toString());
        json.put("monthBytes", monthBytes).put("dayBytes", dayBytes);
        json.put("meteredBytes", meteredBytes);
        ObjectNode drives = json.putObject("written");
        written.forEach(drives::put);
        ObjectNode line = json.putObject("line");
        minutes.forEach((date, one) ->
                line.putObject(date.toString())
                        .put("up", one.upPerSecond())
                        .put("down", one.downPerSecond()));
        try {
            WholeFile.write(files, file, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be written");
        }
    }
}
