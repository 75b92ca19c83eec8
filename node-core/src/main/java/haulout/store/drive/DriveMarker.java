// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The file that says whose folder this is. Where it is missing, or says something else, nothing is
/// written: the drive may be away, and its folder an empty mount point.
///
/// @param drive the drive it was written for
/// @param node the node that it was lent to
public record DriveMarker(DriveId drive, NodeId node) {
    /// Its name in the lent folder.
    public static final String FILE_NAME = "haulout-drive.json";

    private static final int MAX_BYTES = 4096; // ours have some 200

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Reads the marker of a folder.
    ///
    /// @return empty if there is none, or if what is there is no marker
    public static Optional<DriveMarker> read(FileLayer files, Path root) throws IOException {
        return read(files, root, FILE_NAME);
    }

    /// Reads a marker that has another name.
    public static Optional<DriveMarker> read(FileLayer files, Path root, String name)
            throws IOException {
        Optional<byte[]> bytes = WholeFile.read(files, root.resolve(name), MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(bytes.get());
            return Optional.of(
                    new DriveMarker(
                            DriveId.parse(json.path("drive").asText()),
                            NodeId.parse(json.path("node").asText())));
        } catch (JsonProcessingException | WireFormatException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Marks a folder that is being lent.
    ///
    /// @throws IOException also if another marker is there
    public void write(FileLayer files, Path root) throws IOException {
        files.createDirectories(root);
        Path file = root.resolve(FILE_NAME);
        if (files.exists(file)) {
            Optional<DriveMarker> present = read(files, root);
            if (present.isPresent() && present.get().equals(this)) {
                return;
            }
            throw new IOException(
                    "folder " + root + " is lent to another node or as another drive");
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("format", 1);
        json.put("drive", drive.toString());
        json.put("node", node.toString());
        WholeFile.write(files, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }
}
