// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeKeys;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/// `control/node.json`: how the programs of this computer find a node that runs. It is there while
/// the node answers; after a crash an old one may be left, which the next start replaces.
///
/// ```json
/// {"pid":1,"url":"https://…","metrics":"http://127.0.0.1:…/metrics","nodeId":"0x…",
///  "publicKey":"hex, 48 bytes","networkKey":"hex, 33 bytes"}
/// ```
final class ControlFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileLayer files;
    private final Path file;

    private ControlFile(FileLayer files, Path file) {
        this.files = files;
        this.file = file;
    }

    static ControlFile write(NodeHome home, String url, String metricsUrl, NodeKeys keys)
            throws IOException {
        FileLayer files = new SystemFiles();
        Path file = home.control().resolve("node.json");
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("url", url);
        json.put("metrics", metricsUrl);
        json.put("nodeId", keys.nodeId().toString());
        HexFormat hex = HexFormat.of();
        json.put("publicKey", hex.formatHex(keys.protocol().publicKey().toBytes()));
        json.put("networkKey", hex.formatHex(keys.network().publicKey().toBytes()));
        WholeFile.write(files, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        return new ControlFile(files, file);
    }

    @Override
    public void close() throws IOException {
        files.delete(file);
    }
}
