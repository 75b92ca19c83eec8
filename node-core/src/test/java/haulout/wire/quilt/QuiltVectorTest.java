// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.BlobId;
import haulout.testing.Vectors;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class QuiltVectorTest {
    @TestFactory
    Stream<DynamicTest> laysOutTheSameQuilt() {
        return Vectors.tests("quilts.json", QuiltVectorTest::checkLayout);
    }

    private static void checkLayout(JsonNode item) throws Exception {
        QuiltImage image = QuiltCases.image(item);
        QuiltLayout layout = image.layout();
        assertEquals(item.get("symbolSize").intValue(), layout.symbolBytes());
        assertEquals(item.get("quiltLength").longValue(), layout.quiltBytes());
        assertEquals(
                layout.symbolBytes(),
                layout.config().symbolBytes(layout.quiltBytes()),
                "the encoder must choose the same symbols again");
        assertEquals(item.get("indexBcsHex").textValue(), Vectors.hex(layout.index().toBytes()));
        BlobId quiltId = BlobId.parse(item.get("blobId").textValue());
        List<QuiltPatch> patches = layout.index().patches();
        assertEquals(item.get("patches").size(), patches.size());
        for (int i = 0; i < patches.size(); i++) {
            JsonNode expected = item.get("patches").get(i);
            assertEquals(QuiltCases.identifier(expected), patches.get(i).identifier());
            assertEquals(QuiltCases.tags(expected), patches.get(i).tags());
            assertEquals(expected.get("startIndex").intValue(), patches.get(i).startColumn());
            assertEquals(expected.get("endIndex").intValue(), patches.get(i).endColumn());
            QuiltPatchId id = QuiltPatchId.of(quiltId, patches.get(i));
            assertEquals(expected.get("patchId").textValue(), id.toString());
            assertEquals(id, QuiltPatchId.parse(expected.get("patchId").textValue()));
        }
    }

    @TestFactory
    Stream<DynamicTest> writesTheSameBytes() {
        return Vectors.tests(
                "quilts.json",
                item -> {
                    byte[] quilt = QuiltCases.image(item).toBytes();
                    if (item.has("quiltHex")) {
                        assertEquals(item.get("quiltHex").textValue(), Vectors.hex(quilt));
                    }
                    assertEquals(item.get("quiltSha256").textValue(), Vectors.sha256(quilt));
                });
    }

    @TestFactory
    Stream<DynamicTest> readsEachFileFromItsOwnColumns() {
        return Vectors.tests("quilts.json", QuiltVectorTest::checkReading);
    }

    private static void checkReading(JsonNode item) throws Exception {
        QuiltImage image = QuiltCases.image(item);
        Map<QuiltIdentifier, byte[]> contents = new HashMap<>();
        for (JsonNode blob : item.get("blobs")) {
            contents.put(QuiltCases.identifier(blob), QuiltCases.contents(blob));
        }
        TreeSet<Integer> fetched = new TreeSet<>();
        QuiltReader reader =
                new QuiltReader(
                        QuiltCases.config(item),
                        item.get("symbolSize").intValue(),
                        index -> {
                            fetched.add(index.value());
                            return image.column(index.value());
                        });
        QuiltIndex index = reader.readIndex();
        assertEquals(image.layout().index(), index);
        assertEquals(index.patches().getFirst().startColumn(), fetched.size());
        for (JsonNode expected : item.get("patches")) {
            fetched.clear();
            QuiltPatchId id = QuiltPatchId.parse(expected.get("patchId").textValue());
            byte[] content = contents.get(QuiltCases.identifier(expected));
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            QuiltPatchHeader header = reader.copy(id, target);
            assertEquals(QuiltCases.identifier(expected), header.identifier());
            assertEquals(QuiltCases.tags(expected), header.tags());
            assertArrayEquals(content, target.toByteArray());
            assertEquals(id.startColumn(), fetched.first());
            assertEquals(id.endColumn() - 1, fetched.last());
            QuiltPatch patch = index.find(header.identifier()).orElseThrow();
            assertArrayEquals(content, reader.read(patch, content.length));
        }
    }
}
