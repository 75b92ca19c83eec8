// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Rows and columns cut out of slivers that the reference encoder made.
class Rs1dVectorTest {
    @TestFactory
    Stream<DynamicContainer> everyEngineReproducesTheReferenceCode() throws IOException {
        JsonNode cases = read("rs1d.json").get("cases");
        assertFalse(cases.isEmpty());
        return Stream.concat(Stream.of(CodecEngines.scalar()), CodecEngines.vector().stream())
                .map(engine ->
                        dynamicContainer(
                                engine.name(), cases.valueStream().map(c -> testsOf(engine, c))));
    }

    private static DynamicNode testsOf(CodecEngine engine, JsonNode json) {
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("encodes", () -> encodes(engine, json)));
        for (JsonNode set : json.get("decodeFromIndexRanges")) {
            tests.add(dynamicTest("decodes from " + set, () -> decodes(engine, json, set)));
        }
        return dynamicContainer(json.get("label").asText(), tests);
    }

    private static ReedSolomonCode code(JsonNode json) {
        return new ReedSolomonCode(
                json.get("sourceCount").asInt(), json.get("recoveryCount").asInt());
    }

    private static byte[] hex(JsonNode json, String name) {
        return HexFormat.of().parseHex(json.get(name).asText());
    }

    private static void encodes(CodecEngine engine, JsonNode json) {
        ReedSolomonCode code = code(json);
        assertEquals(json.get("highRate").asBoolean(), code.isHighRate());
        int symbolBytes = json.get("symbolSize").asInt();
        byte[] source = hex(json, "sourceHex");
        byte[] recovery = new byte[code.recoveryCount() * symbolBytes];
        engine.encoder(code)
                .encode(
                        new SymbolGrid(source, 0, symbolBytes, 0),
                        new SymbolGrid(recovery, 0, symbolBytes, 0),
                        1,
                        symbolBytes);
        assertEquals(json.get("recoveryHex").asText(), HexFormat.of().formatHex(recovery));
    }

    private static void decodes(CodecEngine engine, JsonNode json, JsonNode ranges) {
        ReedSolomonCode code = code(json);
        int symbolBytes = json.get("symbolSize").asInt();
        byte[] source = hex(json, "sourceHex");
        byte[] recovery = hex(json, "recoveryHex");
        byte[] all = new byte[source.length + recovery.length];
        System.arraycopy(source, 0, all, 0, source.length);
        System.arraycopy(recovery, 0, all, source.length, recovery.length);

        BitSet present = new BitSet();
        for (JsonNode range : ranges) {
            present.set(range.get(0).asInt(), range.get(1).asInt() + 1);
        }
        int[] wanted =
                IntStream.range(0, code.sourceCount()).filter(i -> !present.get(i)).toArray();
        int[] positions = present.stream().toArray();
        byte[] given = new byte[positions.length * symbolBytes];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(all, positions[i] * symbolBytes, given, i * symbolBytes, symbolBytes);
        }
        byte[] missing = new byte[wanted.length * symbolBytes];
        engine.decoder(new ErasurePattern(code, positions, wanted))
                .decode(
                        new SymbolGrid(given, 0, symbolBytes, 0),
                        new SymbolGrid(missing, 0, symbolBytes, 0),
                        1,
                        symbolBytes);
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(missing, i * symbolBytes, all, wanted[i] * symbolBytes, symbolBytes);
        }
        byte[] decoded = new byte[source.length];
        System.arraycopy(all, 0, decoded, 0, decoded.length);
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < code.sourceCount()) {
                System.arraycopy(
                        given, i * symbolBytes, decoded, positions[i] * symbolBytes, symbolBytes);
            }
        }
        assertArrayEquals(source, decoded);
    }

    private static JsonNode read(String name) throws IOException {
        String directory = System.getProperty("haulout.vectors");
        try (InputStream in =
                directory == null
                        ? Rs1dVectorTest.class.getResourceAsStream("/vectors/" + name)
                        : Files.newInputStream(Path.of(directory, name))) {
            return new ObjectMapper().readTree(in);
        }
    }
}
