// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.Epoch;
import haulout.core.WireFormatException;
import haulout.testing.SampleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkDescriptorTest {
    private final ObjectNode json = SampleDescriptor.make(1);

    private NetworkDescriptor parse() throws WireFormatException {
        return NetworkDescriptor.parse(SampleDescriptor.bytes(json));
    }

    private static ObjectNode node(ObjectNode json, int index) {
        return (ObjectNode) json.path("nodes").path(index);
    }

    @Test
    void aDescriptorSaysWhoIsInTheNetworkAndWhereBlobsAreRegistered() throws Exception {
        json.put("added", "by a later version");
        NetworkDescriptor descriptor = parse();
        assertEquals(13, descriptor.config().shardCount());
        assertEquals(new Epoch(7), descriptor.epoch());
        assertEquals(3, descriptor.epochs());
        assertEquals(4, descriptor.nodeCount());
        assertEquals(PeerClients.Scheme.HTTPS, descriptor.scheme());
        assertTrue(descriptor.owner().isPresent());
        assertEquals(
                "http://[::1]:40100/v1/blobs/0x12/certify",
                descriptor.certifyUrl("0x12").map(Object::toString).orElseThrow());
        assertEquals("127.0.0.1:40002", descriptor.committee().members().get(1).address());
    }

    @Test
    void whatIsNotOfferedMayBeLeftOut() throws Exception {
        json.remove(java.util.List.of("register", "certify", "owner", "epochs", "prices"));
        NetworkDescriptor descriptor = parse();
        assertEquals(Optional.empty(), descriptor.registerUrl());
        assertEquals(Optional.empty(), descriptor.certifyUrl("0x12"));
        assertEquals(Optional.empty(), descriptor.owner());
        assertEquals(1, descriptor.epochs());
    }

    private static Arguments wrong(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("no shards", json -> json.remove("nShards")),
                wrong("too few shards", json -> json.put("nShards", 3)),
                wrong("too many shards", json -> json.put("nShards", 65_536)),
                wrong("shards nobody holds", json -> json.put("nShards", 14)),
                wrong("a text for a number", json -> json.put("epoch", "seven")),
                wrong("an epoch too large", json -> json.put("epoch", 1L << 32)),
                wrong("no nodes", json -> json.putArray("nodes")),
                wrong("nodes that are no list", json -> json.put("nodes", "all")),
                wrong("a node that is none", json -> ((ArrayNode) json.path("nodes")).add(5)),
                wrong(
                        "one node twice",
                        json ->
                                node(json, 1)
                                        .put("nodeId", node(json, 0).path("nodeId").textValue())),
                wrong(
                        "one key twice",
                        json ->
                                node(json, 1)
                                        .put(
                                                "publicKey",
                                                node(json, 0).path("publicKey").textValue())),
                wrong(
                        "one shard twice",
                        json -> ((ArrayNode) node(json, 1).path("shards")).set(0, 0)),
                wrong(
                        "a shard that is none",
                        json -> ((ArrayNode) node(json, 1).path("shards")).set(0, 13)),
                wrong(
                        "a key that is none",
                        json -> node(json, 2).put("publicKey", "00".repeat(48))),
                wrong("a key of another length", json -> node(json, 2).put("publicKey", "00")),
                wrong(
                        "a key that is no hex",
                        json -> node(json, 2).put("networkPublicKey", "zz".repeat(33))),
                wrong(
                        "a name that writes on terminals",
                        json -> node(json, 2).put("name", "\u001b[2J")),
                wrong("no name", json -> node(json, 2).put("name", "")),
                wrong("a URL with a path", json -> node(json, 2).put("url", "https://a:1/b")),
                wrong("another scheme", json -> node(json, 2).put("url", "ftp://a:1")),
                wrong("a user", json -> node(json, 2).put("url", "https://u@a:1")),
                wrong("a port that is none", json -> node(json, 2).put("url", "https://a:70000")),
                wrong("two schemes", json -> node(json, 2).put("url", "http://127.0.0.1:1")),
                wrong(
                        "registration elsewhere",
                        json ->
                                json.putObject("register")
                                        .put("url", "http://example.com/v1/blobs")),
                wrong(
                        "registration at a name like ours",
                        json ->
                                json.putObject("register")
                                        .put("url", "http://127.0.0.1.example.com/")),
                wrong(
                        "certificates elsewhere",
                        json -> json.putObject("certify").put("url", "http://10.0.0.1/{objectId}")),
                wrong(
                        "certificates of one object",
                        json -> json.putObject("certify").put("url", "http://127.0.0.1/0x1")),
                wrong("an owner that is none", json -> json.put("owner", "me")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatIsNoDescriptorIsRefused(String what, Consumer<ObjectNode> change) {
        change.accept(json);
        assertThrows(WireFormatException.class, this::parse, what);
    }

    @Test
    void whatIsTooLongOrNoJsonIsRefused() {
        for (String text : new String[] {"", "[]", "{", "null", " ".repeat(100)}) {
            assertThrows(
                    WireFormatException.class,
                    () -> NetworkDescriptor.parse(text.getBytes(StandardCharsets.UTF_8)),
                    text);
        }
        assertThrows(
                WireFormatException.class,
                () -> NetworkDescriptor.parse(new byte[NetworkDescriptor.MAX_BYTES + 1]));
        try {
            parse();
        } catch (WireFormatException e) {
            fail("the sample itself is refused", e);
        }
    }
}
