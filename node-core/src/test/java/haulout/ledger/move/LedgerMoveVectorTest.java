// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.ObjectId;
import haulout.testing.Vectors;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LedgerMoveVectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @TestFactory
    Stream<DynamicTest> objectsAreReadAndWrittenByteForByte() {
        return Vectors.tests(
                "ledger/bcs_objects.json",
                "objects",
                item -> {
                    byte[] bytes = Vectors.hex(item.get("bcs"));
                    MoveLayout layout = MoveLayouts.of(item.get("type").textValue());
                    MoveValue value = layout.decode(bytes);
                    assertEquals(item.get("json"), JSON.readTree(json(value).toString()));
                    assertArrayEquals(bytes, layout.encode(value));
                });
    }

    private static JsonNode json(MoveValue value) {
        return switch (value) {
            case MoveValue.Unsigned(var number, int bits) ->
                    bits > 32
                            ? NODES.textNode(number.toString())
                            : NODES.numberNode(number.longValue());
            case MoveValue.Flag(boolean flag) -> NODES.booleanNode(flag);
            case MoveValue.Address(var address) -> NODES.textNode("0x" + address);
            case MoveValue.Text(var text) -> NODES.textNode(text);
            case MoveValue.Bytes(var buffer) -> {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(buffer.position(), bytes);
                yield NODES.textNode("0x" + HexFormat.of().formatHex(bytes));
            }
            case MoveValue.Items(var values) -> list(values);
            case MoveValue.Tuple(var values) -> list(values);
            case MoveValue.Maybe(var values) ->
                    values.isEmpty() ? NODES.nullNode() : json(values.getFirst());
            case MoveValue.Struct(var fields) -> {
                ObjectNode object = NODES.objectNode();
                fields.forEach((name, field) -> object.set(name, json(field)));
                yield object;
            }
            case MoveValue.Variant(var name, var contents) ->
                    NODES.objectNode()
                            .set(
                                    name,
                                    contents.isEmpty()
                                            ? NODES.booleanNode(true)
                                            : json(contents.getFirst()));
        };
    }

    private static JsonNode list(List<MoveValue> values) {
        ArrayNode list = NODES.arrayNode();
        values.forEach(value -> list.add(json(value)));
        return list;
    }

    @TestFactory
    Stream<DynamicTest> networkSizedStatesAreRead() {
        return Vectors.tests(
                "ledger/bcs_large.json",
                "objects",
                item -> {
                    byte[] bytes = Vectors.hex(item.get("bcs"));
                    assertEquals(item.get("length").intValue(), bytes.length);
                    assertEquals(item.get("sha256").textValue(), Vectors.sha256(bytes));
                    MoveLayout layout = MoveLayouts.of(item.get("type").textValue());
                    MoveValue value = layout.decode(bytes);
                    assertArrayEquals(bytes, layout.encode(value));
                    checkSummary(item.get("summary"), json(value));
                });
    }

    private static void checkSummary(JsonNode summary, JsonNode state) {
        if (summary.has("nodes")) {
            JsonNode seats = state.get("committee").get(0).get("contents");
            assertEquals(summary.get("n_shards").asText(), state.get("n_shards").asText());
            assertEquals(summary.get("epoch").asText(), state.get("epoch").asText());
            assertEquals(summary.get("nodes").intValue(), seats.size());
            assertEquals(summary.get("first_node"), seats.get(0).get("key"));
            assertEquals(
                    summary.get("first_shards").toString(), seats.get(0).get("value").toString());
            assertEquals(summary.get("last_node"), seats.get(seats.size() - 1).get("key"));
            assertEquals(
                    summary.get("last_shards").toString(),
                    seats.get(seats.size() - 1).get("value").toString());
            return;
        }
        JsonNode committee = state.get("committee");
        JsonNode ring = state.get("future_accounting");
        assertEquals(summary.get("epoch").asText(), committee.get("epoch").asText());
        assertEquals(summary.get("members").intValue(), committee.get("members").size());
        assertEquals(
                summary.get("total_aggregated_key"),
                committee.get("total_aggregated_key").get("bytes"));
        int current = ring.get("current_index").intValue();
        JsonNode entries = ring.get("ring_buffer");
        assertEquals(summary.get("current_index").intValue(), current);
        assertEquals(summary.get("ring_length").intValue(), entries.size());
        JsonNode entry = entries.get(current);
        JsonNode expected = summary.get("current_entry");
        assertEquals(expected.get("epoch").asText(), entry.get("epoch").asText());
        assertEquals(expected.get("rewards"), entry.get("rewards_to_distribute").get("value"));
        int last = Math.floorMod(current - 1, entries.size());
        assertEquals(
                summary.get("last_paid_epoch").asText(), entries.get(last).get("epoch").asText());
    }

    @TestFactory
    Stream<DynamicTest> fieldsAreFoundByTheirParent() {
        return Vectors.tests(
                "ledger/dynamic_fields.json",
                item -> {
                    MoveType type = MoveType.parse(item.get("key_type").textValue());
                    assertEquals(item.get("type_tag_bcs").textValue(), Vectors.hex(type.toBytes()));
                    assertEquals(
                            item.get("field_object_id").textValue(),
                            DynamicField.id(
                                            ObjectId.parse(item.get("parent").textValue()),
                                            type,
                                            Vectors.hex(item.get("key_bcs")))
                                    .toString());
                });
    }
}
