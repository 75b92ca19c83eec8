// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.home.LeaveReport.Stage;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// How far the leaving of a home is, in its file `leave.json`, so that it goes on after a restart.
///
/// @param stage never unknown
/// @param since when it was begun
/// @param asked FROST of stake that were asked for back
/// @param back FROST that have come back so far, with what they had earned
/// @param shards that the node had when it began
/// @param ended when all was done; empty before, and in notes of older versions
record LeaveNote(
        Stage stage, Instant since, long asked, long back, int shards, Optional<Instant> ended) {
    private static final String FILE = "leave.json";
    private static final int MAX_BYTES = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<LeaveNote> read(Path home) throws IOException {
        Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), home.resolve(FILE), MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(bytes.get());
            return Optional.of(
                    new LeaveNote(
                            Stage.valueOf(json.path("stage").asText()),
                            Instant.parse(json.path("since").asText()),
                            json.path("asked").asLong(),
                            json.path("back").asLong(),
                            json.path("shards").asInt(),
                            json.hasNonNull("ended")
                                    ? Optional.of(Instant.parse(json.path("ended").asText()))
                                    : Optional.empty()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("how far the leaving is cannot be read", e);
        }
    }

    void write(Path home) throws IOException {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("format", 1)
                        .put("stage", stage.name())
                        .put("since", since.toString())
                        .put("asked", asked)
                        .put("back", back)
                        .put("shards", shards);
        ended.ifPresent(at -> json.put("ended", at.toString()));
        WholeFile.write(new SystemFiles(), home.resolve(FILE), JSON.writeValueAsBytes(json));
    }

    static void delete(Path home) throws IOException {
        new SystemFiles().delete(home.resolve(FILE));
    }

    LeaveNote at(Stage other) {
        return new LeaveNote(other, since, asked, back, shards, ended);
    }

    LeaveNote done(Instant now) {
        return new LeaveNote(Stage.LEFT, since, asked, back, shards, Optional.of(now));
    }

    LeaveNote plus(long frost) {
        return new LeaveNote(stage, since, asked, back + frost, shards, ended);
    }
}
