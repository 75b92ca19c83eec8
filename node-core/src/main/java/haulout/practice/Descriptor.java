// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.PeerClients;
import haulout.core.AccountAddress;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.ledger.embedded.LedgerQueries;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/// How programs find a practice network: one JSON document.
final class Descriptor {
    /// For how many epochs a program stores unless it has a reason of its own.
    private static final int SUGGESTED_EPOCHS = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Descriptor() {}

    /// The document.
    ///
    /// @param owner whose blobs are those that programs of this computer store
    /// @param control address of [PracticeApi]
    /// @param gateway address of publisher and aggregator
    static ObjectNode of(
            Committee committee,
            LedgerQueries.Prices prices,
            AccountAddress owner,
            PeerClients.Scheme scheme,
            String control,
            String gateway,
            Path tokenFile) {
        ObjectNode json = JSON.createObjectNode();
        json.put("nShards", committee.shardCount());
        json.put("epoch", committee.epoch().value());
        json.put("epochs", SUGGESTED_EPOCHS);
        json.put("owner", owner.toString());
        json.putObject("prices")
                .put("storage", prices.storagePrice())
                .put("write", prices.writePrice());
        ArrayNode nodes = json.putArray("nodes");
        String prefix = scheme == PeerClients.Scheme.HTTPS ? "https://" : "http://";
        for (Committee.Member member : committee.members()) {
            ObjectNode node = nodes.addObject();
            node.put("name", member.name());
            node.put("url", prefix + member.address());
            ArrayNode shards = node.putArray("shards");
            member.shards().stream().map(ShardIndex::value).forEach(shards::add);
            HexFormat hex = HexFormat.of();
            node.put("publicKey", hex.formatHex(member.publicKey().toBytes()));
            node.put("networkPublicKey", hex.formatHex(member.networkKey().toBytes()));
            node.put("nodeId", member.nodeId().toString());
        }
        json.putObject("register").put("url", control + "/v1/blobs");
        json.putObject("certify").put("url", control + "/v1/blobs/{objectId}/certify");
        json.putObject("aggregator").put("url", gateway);
        json.putObject("publisher").put("url", gateway);
        json.putObject("control")
                .put("url", control + "/v1/nodes")
                .put("ledgerUrl", control + "/v1/ledger")
                .put("tokenFile", tokenFile.toString())
                .put("stopUrl", control + "/v1/nodes/{index}/stop")
                .put("startUrl", control + "/v1/nodes/{index}/start")
                .put("wipeUrl", control + "/v1/nodes/{index}/wipe")
                .put("slowUrl", control + "/v1/nodes/{index}/slow")
                .put("lieUrl", control + "/v1/nodes/{index}/lie");
        return json;
    }

    /// Writes it: the file appears whole.
    static void write(Path file, ObjectNode json) throws IOException {
        WholeFile.write(
                new SystemFiles(),
                file,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }
}
