// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import java.util.HexFormat;
import java.util.Random;

/// A descriptor of a network of four nodes and thirteen shards, to be changed by tests.
public final class SampleDescriptor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleDescriptor() {}

    /// A new one.
    public static ObjectNode make(long seed) {
        Random random = new Random(seed);
        ObjectNode json = JSON.createObjectNode();
        json.put("nShards", 13).put("epoch", 7).put("epochs", 3);
        json.put("owner", "0x" + "0a".repeat(32));
        json.putObject("prices").put("storage", 1).put("write", 1);
        ArrayNode nodes = json.putArray("nodes");
        int shard = 0;
        for (int i = 0; i < 4; i++) {
            ObjectNode node = nodes.addObject();
            node.put("name", "n" + i).put("url", "https://127.0.0.1:" + (40_001 + i));
            ArrayNode shards = node.putArray("shards");
            for (int left = i == 0 ? 4 : 3; left > 0; left--) {
                shards.add(shard++);
            }
            HexFormat hex = HexFormat.of();
            node.put(
                    "publicKey",
                    hex.formatHex(BlsSecretKey.generate(random).publicKey().toBytes()));
            node.put(
                    "networkPublicKey",
                    hex.formatHex(NetworkSecretKey.generate().publicKey().toBytes()));
            node.put("nodeId", "0x" + hex.toHexDigits((byte) (i + 1)).repeat(32));
        }
        json.putObject("register").put("url", "http://127.0.0.1:40100/v1/blobs");
        json.putObject("certify").put("url", "http://[::1]:40100/v1/blobs/{objectId}/certify");
        return json;
    }

    /// Its bytes.
    public static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
