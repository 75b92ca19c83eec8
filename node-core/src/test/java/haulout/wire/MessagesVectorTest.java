// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.crypto.MerkleNode;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.EncodingType;
import haulout.redstuff.SliverPairHashes;
import haulout.testing.Vectors;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MessagesVectorTest {
    private static final String REFUSE = "REFUSE ";

    @TestFactory
    Stream<DynamicTest> readsAndWritesEveryStructureAndRefusesTheRest() {
        return Vectors.tests("messages-bcs.json", MessagesVectorTest::check);
    }

    private static void check(JsonNode item) throws WireFormatException {
        String name = item.get("name").textValue();
        byte[] bytes = Vectors.hex(item.get("hex"));
        if (name.startsWith(REFUSE)) {
            Structures.Structure structure = Structures.of(name.substring(REFUSE.length()));
            assertThrows(WireFormatException.class, () -> structure.decode().decode(bytes));
            return;
        }
        Structures.Structure structure = Structures.of(name);
        assertEquals(Vectors.hex(bytes), Vectors.hex(structure.reencode(bytes)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThrows(WireFormatException.class, () -> structure.decode().decode(prefix));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(WireFormatException.class, () -> structure.decode().decode(longer));
    }

    @TestFactory
    Stream<DynamicTest> readsTheFieldsThatTheReferenceWrote() {
        return Vectors.tests(
                "messages-bcs.json",
                item -> {
                    String name = item.get("name").textValue();
                    if (!name.startsWith(REFUSE)) {
                        FieldExpectations.check(
                                Structures.of(name).decode().decode(Vectors.hex(item.get("hex"))),
                                item.path("input").asText(""));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> metadataIsAsLongAsTheReferences() {
        return Vectors.tests(
                "params.json",
                item -> {
                    int n = item.get("nShards").intValue();
                    var hash = MerkleNode.of(Hash32.of(new byte[32]));
                    var metadata =
                            new BlobMetadata(
                                    EncodingType.RS2,
                                    1,
                                    Collections.nCopies(n, new SliverPairHashes(hash, hash)));
                    byte[] bytes = MetadataFormat.encode(metadata);
                    assertEquals(item.get("metadataBcsLength").intValue(), bytes.length);
                    assertEquals(metadata, MetadataFormat.decode(bytes));
                });
    }

    @TestFactory
    Stream<DynamicTest> readsWholeMetadataAndSlivers() {
        return Vectors.tests("blobs-full.json", MessagesVectorTest::checkFull);
    }

    private static void checkFull(JsonNode item) throws WireFormatException {
        byte[] bytes = Vectors.hex(item.get("metadataBcsHex"));
        var metadata = MetadataFormat.decode(bytes);
        assertArrayEquals(bytes, MetadataFormat.encode(metadata));
        assertEquals(item.get("unencodedLength").longValue(), metadata.unencodedLength());
        for (JsonNode pair : item.get("sliverHashes")) {
            var hashes = metadata.hashes().get(pair.get("pair").intValue());
            assertEquals(pair.get("primary").textValue(), hashes.primary().toString());
            assertEquals(pair.get("secondary").textValue(), hashes.secondary().toString());
        }
        byte[] withId = Vectors.hex(item.get("metadataWithIdBcsHex"));
        var unverified = MetadataFormat.decodeWithId(withId);
        assertEquals(item.get("blobId").textValue(), unverified.blobId().toString());
        assertArrayEquals(
                withId, MetadataFormat.encodeWithId(unverified.blobId(), unverified.metadata()));
    }
}
