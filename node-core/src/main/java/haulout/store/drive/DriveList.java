// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.store.StoreException;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The list of lent drives, `drives.json` in the data directory.
public final class DriveList {
    // a line has some 200 bytes; nobody lends thousands of folders
    private static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private DriveList() {}

    /// Reads the list, empty if there is none yet.
    ///
    /// @throws StoreException if it cannot be understood. It stays where it is, however often it is
    ///   asked for: without it, another store would be begun and all drives be forgotten.
    public static List<LentDrive> read(FileLayer files, Path file) throws IOException {
        Optional<byte[]> bytes = WholeFile.read(files, file, MAX_BYTES);
        if (bytes.isEmpty()) {
            requireNoneAside(files, file);
            return List.of();
        }
        try {
            List<LentDrive> drives = new ArrayList<>();
            for (JsonNode json : JSON.readTree(bytes.get()).required("drives")) {
                drives.add(drive(json));
            }
            return List.copyOf(drives);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StoreException("the list of drives cannot be understood: " + file, e);
        }
    }

    // earlier versions put a list aside that they could not understand
    private static void requireNoneAside(FileLayer files, Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !files.exists(folder)) {
            return;
        }
        for (FileLayer.FileEntry entry : files.list(folder)) {
            String name = String.valueOf(entry.path().getFileName());
            if (name.startsWith(file.getFileName() + ".broken-")) {
                throw new StoreException(
                        "there is no list of drives, but one that could not be understood: "
                                + entry.path());
            }
        }
    }

    private static LentDrive drive(JsonNode json) {
        try {
            return new LentDrive(
                    DriveId.parse(json.required("drive").asText()),
                    Path.of(json.required("path").asText()),
                    json.required("lentBytes").asLong(-1),
                    new SpaceRule(
                            json.required("floorBytes").asLong(-1),
                            json.required("floorPercent").asInt(-1)),
                    // lists of before there was a choice have none
                    LentDrive.Use.valueOf(json.path("use").asText(LentDrive.Use.OPEN.name())));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("path of a drive", e);
        }
    }

    /// Replaces the list.
    public static void write(FileLayer files, Path file, List<LentDrive> drives)
            throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode array = json.put("format", 1).putArray("drives");
        for (LentDrive drive : drives) {
            array.addObject()
                    .put("drive", drive.id().toString())
                    .put("path", drive.root().toString())
                    .put("lentBytes", drive.lentBytes())
                    .put("floorBytes", drive.rule().minFloorBytes())
                    .put("floorPercent", drive.rule().floorPercent())
                    .put("use", drive.use().name());
        }
        WholeFile.write(files, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }
}
