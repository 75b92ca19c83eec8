// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ParamsVectorTest {
    @TestFactory
    Stream<DynamicTest> derivesEverySizeFromTheNumberOfShards() {
        return Vectors.tests("params.json", ParamsVectorTest::checkSizes);
    }

    private static void checkSizes(JsonNode item) {
        EncodingConfig config = new EncodingConfig(item.get("nShards").intValue());
        assertEquals(item.get("maxFaulty").intValue(), config.maxFaulty());
        assertEquals(item.get("minCorrect").intValue(), config.minCorrect());
        assertEquals(item.get("primarySourceSymbols").intValue(), config.primarySourceCount());
        assertEquals(item.get("secondarySourceSymbols").intValue(), config.secondarySourceCount());
        assertEquals(item.get("quorum").intValue(), config.quorum());
        assertEquals(item.get("validity").intValue(), config.validity());
        assertEquals(item.get("encodable").booleanValue(), config.isEncodable());
        assertEquals(item.get("maxBlobSize").longValue(), config.maxBlobBytes());
        assertEquals(item.get("maxSliverSize").longValue(), config.maxSliverBytes());
        assertEquals(
                item.get("accountingMetadataLength").longValue(), config.accountingMetadataBytes());
        for (JsonNode size : item.get("sizes")) {
            long length = size.get("unencodedLength").longValue();
            assertEquals(size.get("symbolSize").intValue(), config.symbolBytes(length));
            assertEquals(size.get("encodedLength").longValue(), config.encodedBytes(length));
            assertEquals(size.get("storageUnits").longValue(), config.storageUnits(length));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> config.symbolBytes(config.maxBlobBytes() + 1));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheReferenceEncoderRefuses() {
        return Vectors.tests(
                "params.json",
                "encoderRejects",
                item -> {
                    EncodingConfig config = new EncodingConfig(item.get("nShards").intValue());
                    if (config.isEncodable()) {
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> config.symbolBytes(item.get("size").longValue()));
                    }
                });
    }
}
