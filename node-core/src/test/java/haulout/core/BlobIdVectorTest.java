// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.testing.Vectors;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BlobIdVectorTest {
    @TestFactory
    Stream<DynamicTest> everyFormLeadsToEveryOther() {
        return Vectors.tests("blob-ids.json", BlobIdVectorTest::checkForms);
    }

    private static void checkForms(JsonNode item) throws WireFormatException {
        String text = item.get("text").textValue();
        String number = item.get("u256").textValue();
        BlobId id = BlobId.of(Vectors.hex(item.get("hex")));
        assertEquals(text, id.toString());
        assertEquals(id, BlobId.parse(text));
        assertEquals(number, id.toNumber().toString());
        assertEquals(id, BlobId.parseDecimal(number));
        assertEquals(id, BlobId.ofNumber(new BigInteger(number)));
        assertEquals(item.get("hex").textValue(), Vectors.hex(id.toBytes()));
        for (JsonNode mapping : item.path("mapping")) {
            EncodingConfig config = new EncodingConfig(mapping.get("nShards").intValue());
            assertEquals(mapping.get("rotationOffset").intValue(), id.rotationOffset(config));
            for (JsonNode pair : mapping.get("pairToShard")) {
                assertEquals(
                        new ShardIndex(pair.get(1).intValue()),
                        id.shard(new SliverPairIndex(pair.get(0).intValue()), config));
            }
            for (JsonNode pair : mapping.get("shardToPair")) {
                assertEquals(
                        new SliverPairIndex(pair.get(1).intValue()),
                        id.pair(new ShardIndex(pair.get(0).intValue()), config));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherText() {
        return Vectors.tests(
                "blob-ids.json",
                "invalidTexts",
                text ->
                        assertThrows(
                                WireFormatException.class, () -> BlobId.parse(text.textValue())));
    }
}
