// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.status.AlertStarts;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When what is not well was first found, kept in `alerts.json` of the data directory. A file that
/// cannot be read is as none: what is wrong now is found again, as of now.
///
/// Threads: any.
final class AlertStartsFile implements AutoCloseable {
    // some forty checks, those of drives once for each of them
    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(AlertStartsFile.class);

    private final FileLayer files;
    private final Path file;
    private AlertStarts kept;
    private boolean closed;

    /// @param home data directory
    AlertStartsFile(FileLayer files, Path home) {
        this.files = files;
        this.file = home.resolve("alerts.json");
        this.kept = read();
    }

    /// What the file says.
    synchronized AlertStarts starts() {
        return kept;
    }

    private AlertStarts read() {
        try {
            Optional<byte[]> bytes = WholeFile.read(files, file, MAX_BYTES);
            return bytes.isPresent() ? parse(JSON.readTree(bytes.get())) : AlertStarts.NONE;
        } catch (JsonProcessingException | DateTimeException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be understood");
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("cannot be read");
        }
        return AlertStarts.NONE;
    }

    private static AlertStarts parse(JsonNode json) {
        Map<AlertStarts.About, Instant> times = new HashMap<>();
        for (JsonNode alert : json.path("alerts")) {
            times.put(
                    new AlertStarts.About(
                            alert.path("check").asText(), alert.path("subject").asText()),
                    Instant.parse(alert.path("since").asText()));
        }
        return new AlertStarts(times);
    }

    /// Keeps these, if they are others than before.
    synchronized void keep(AlertStarts starts) {
        if (closed || starts.equals(kept)) {
            return;
        }
        ObjectNode json = JSON.createObjectNode();
        ArrayNode alerts = json.putArray("alerts");
        starts.times()
                .forEach((about, since) ->
                        alerts.addObject()
                                .put("check", about.check())
                                .put("subject", about.subject())
                                .put("since", since.toString()));
        try {
            WholeFile.write(files, file, JSON.writeValueAsBytes(json));
            kept = starts;
        } catch (IOException e) {
            // tried again with the next look
            log.atDebug().addKeyValue("file", file).setCause(e).log("cannot be written");
        }
    }

    /// Writes nothing any more; the data directory may be another's from now on.
    @Override
    public synchronized void close() {
        closed = true;
    }
}
