// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.store.drive.DriveId;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the scrub is on each drive, kept in a file. A file that cannot be understood is kept
/// aside, and the scrub begins anew: nothing but time is lost.
///
/// One thread.
final class ScrubRounds {
    // some 200 bytes for each of thousands of drives
    private static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(ScrubRounds.class);

    private final FileLayer files;
    private final Path file;
    private final Map<DriveId, Round> rounds = new LinkedHashMap<>();

    /// The round of a drive.
    static final class Round {
        Instant began;
        @Nullable Instant lastFull;
        int segment;
        int unit;
        long checkedBytes;
        long number;
        boolean isWished;

        Round(Instant began) {
            this.began = began;
        }

        /// The next step is in this segment, unless it is in a later one.
        void at(int nextSegment, int nextUnit) {
            segment = nextSegment;
            unit = nextUnit;
        }

        void end(Instant now) {
            lastFull = now;
            began = now;
            at(0, 0);
            checkedBytes = 0;
            number++;
            isWished = false;
        }

        /// Somebody wants everything read now: from the beginning, unless that is under way.
        void wish() {
            if (!isWished) {
                isWished = true;
                at(0, 0);
                checkedBytes = 0;
            }
        }
    }

    private ScrubRounds(FileLayer files, Path file) {
        this.files = files;
        this.file = file;
    }

    static ScrubRounds read(FileLayer files, Path file, Instant now) throws IOException {
        ScrubRounds rounds = new ScrubRounds(files, file);
        byte[] bytes = WholeFile.read(files, file, MAX_BYTES).orElse(null);
        if (bytes != null) {
            try {
                for (JsonNode json : JSON.readTree(bytes).required("drives")) {
                    rounds.rounds.put(
                            DriveId.parse(json.required("drive").asText()), round(json, now));
                }
            } catch (JsonProcessingException
                    | IllegalArgumentException
                    | DateTimeException
                    | ArithmeticException e) {
                rounds.rounds.clear();
                Path aside = WholeFile.keepAside(files, file, now.getEpochSecond());
                log.atWarn().addKeyValue("file", aside).setCause(e).log("scrub begins anew");
            }
        }
        return rounds;
    }

    private static Round round(JsonNode json, Instant now) {
        Round round = new Round(earlier(json.required("began").asLong(), now));
        if (json.has("lastFull")) {
            round.lastFull = earlier(json.required("lastFull").asLong(), now);
        }
        round.at(
                Math.max(0, json.required("segment").asInt()),
                Math.max(0, json.required("unit").asInt()));
        round.checkedBytes = Math.max(0, json.required("checkedBytes").asLong());
        round.number = json.required("round").asLong();
        round.isWished = json.path("wished").asBoolean();
        return round;
    }

    // a clock that was wrong must not keep the scrub from its work
    private static Instant earlier(long epochSecond, Instant now) {
        Instant then = Instant.ofEpochSecond(epochSecond);
        return then.isAfter(now) ? now : then;
    }

    void write() throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode array = json.put("format", 1).putArray("drives");
        rounds.forEach((drive, round) -> {
            ObjectNode its =
                    array.addObject()
                            .put("drive", drive.toString())
                            .put("began", round.began.getEpochSecond())
                            .put("segment", round.segment)
                            .put("unit", round.unit)
                            .put("checkedBytes", round.checkedBytes)
                            .put("round", round.number);
            if (round.isWished) {
                its.put("wished", true);
            }
            Instant lastFull = round.lastFull;
            if (lastFull != null) {
                its.put("lastFull", lastFull.getEpochSecond());
            }
        });
        WholeFile.write(files, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    /// The round of a drive, begun if it is new.
    Round of(DriveId drive, Instant now) {
        return rounds.computeIfAbsent(drive, id -> new Round(now));
    }
}
