// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.network.NeighbourView;
import java.util.List;

/// The nodes of a practice network as JSON.
final class NodesJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NodesJson() {}

    static ArrayNode of(List<NeighbourView> nodes) {
        ArrayNode list = JSON.createArrayNode();
        for (NeighbourView node : nodes) {
            ObjectNode entry = list.addObject();
            entry.put("index", node.place()).put("name", node.name());
            entry.put("nodeId", node.node().toString()).put("address", node.address());
            entry.put("state", node.state().name());
            ArrayNode shards = entry.putArray("shards");
            node.shards().forEach(shard -> shards.add(shard.value()));
            entry.put("storedBytes", node.storedBytes()).put("storedRecords", node.storedSlivers());
            node.repair()
                    .ifPresent(repair -> {
                        ObjectNode json = entry.putObject("repair");
                        json.put("shards", repair.shards()).put("blobs", repair.blobs());
                        json.put("sliversDone", repair.sliversDone());
                        json.put("sliversLeft", repair.sliversLeft());
                        json.put("sliversPerSecond", repair.sliversPerSecond());
                        json.put("bytesPerSecond", repair.bytesPerSecond());
                        repair.expectedEnd()
                                .ifPresent(end -> json.put("expectedEnd", end.toString()));
                    });
        }
        return list;
    }
}
