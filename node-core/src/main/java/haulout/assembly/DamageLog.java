// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.store.drive.DriveId;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many pieces were found damaged on each drive, by hour, for a month. It outlives a restart: a
/// drive that wears out does so over weeks.
///
/// Threads: any.
final class DamageLog {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final long HOUR_SECONDS = 3600;
    // a thousand drives, each damaged in every hour of a month, would have more
    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(DamageLog.class);

    private final FileLayer files;
    private final Path file;
    private final Map<String, TreeMap<Long, Long>> hours = new HashMap<>();
    private final Map<DriveId, Long> counted = new HashMap<>();

    private DamageLog(FileLayer files, Path file) {
        this.files = files;
        this.file = file;
    }

    /// Reads it; what cannot be read is kept aside, and it begins anew.
    static DamageLog open(FileLayer files, Path file, Instant now) {
        DamageLog damage = new DamageLog(files, file);
        try {
            Optional<byte[]> bytes = WholeFile.read(files, file, MAX_BYTES);
            if (bytes.isPresent() && !damage.parse(bytes.get())) {
                damage.hours.clear();
                WholeFile.keepAside(files, file, now.getEpochSecond());
            }
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be read");
        }
        return damage;
    }

    private boolean parse(byte[] bytes) throws IOException {
        try {
            JsonNode json = JSON.readTree(bytes).path("hours");
            for (Map.Entry<String, JsonNode> drive : json.properties()) {
                TreeMap<Long, Long> its = new TreeMap<>();
                for (Map.Entry<String, JsonNode> hour : drive.getValue().properties()) {
                    its.put(Long.parseLong(hour.getKey()), hour.getValue().asLong());
                }
                hours.put(drive.getKey(), its);
            }
            return true;
        } catch (JsonProcessingException | NumberFormatException e) {
            return false;
        }
    }

    /// Takes note of what a drive has counted since it was opened.
    ///
    /// @param total never less than before
    synchronized void note(DriveId drive, long total, Instant now) {
        long more = total - counted.getOrDefault(drive, 0L);
        counted.put(drive, total);
        if (more <= 0) {
            return;
        }
        TreeMap<Long, Long> its = hours.computeIfAbsent(drive.toString(), _ -> new TreeMap<>());
        its.merge(hour(now), more, Long::sum);
        its.headMap(hour(now.minus(MONTH)), false).clear();
        write();
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
    }

    private void write() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode all = json.putObject("hours");
        hours.forEach((drive, its) -> {
            ObjectNode one = all.putObject(drive);
            its.forEach((hour, count) -> one.put(Long.toString(hour), count));
        });
        try {
            WholeFile.write(files, file, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be written");
        }
    }

    /// Found in the last 24 hours.
    synchronized long today(DriveId drive, Instant now) {
        return since(drive, now.minus(DAY));
    }

    /// Found in the last 30 days.
    synchronized long month(DriveId drive, Instant now) {
        return since(drive, now.minus(MONTH));
    }

    private long since(DriveId drive, Instant from) {
        TreeMap<Long, Long> its = hours.get(drive.toString());
        return its == null
                ? 0
                : its.tailMap(hour(from), false).values().stream().mapToLong(n -> n).sum();
    }
}
