// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.testing.Vectors;
import haulout.wire.MetadataFormat;
import haulout.wire.SliverFormat;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whole blobs against the reference encoder: every sliver, every hash, the metadata and the blob
/// ID; and back.
class BlobVectorTest {
    /// So small that every blob is cut into many bands, groups and ranges.
    private static final BufferSizes CUT_SMALL = new BufferSizes(64, 64, 8 * 1024, 512);

    @TestFactory
    Stream<DynamicTest> smallBlobs() {
        return Vectors.tests(
                "blobs-small.json",
                item -> {
                    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
                        check(item, kernels, BufferSizes.MEMORY);
                        check(item, kernels, CUT_SMALL);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> tinyBlobsInFull() {
        return Vectors.tests(
                "blobs-full.json",
                item -> {
                    check(item, Kernels.best(), BufferSizes.MEMORY);
                    byte[] blob = Vectors.hex(item.get("blobHex"));
                    assertArrayEquals(
                            blob,
                            Vectors.generate(
                                    item.get("seed").textValue(), item.get("size").intValue()));
                    EncodingConfig config = new EncodingConfig(item.get("nShards").intValue());
                    MemorySlivers slivers = slivers(config, blob);
                    VerifiedBlobMetadata metadata =
                            encode(config, blob, slivers, Kernels.best(), BufferSizes.MEMORY);
                    assertEquals(
                            item.get("metadataBcsHex").textValue(),
                            Vectors.hex(MetadataFormat.encode(metadata.metadata())));
                    assertEquals(
                            item.get("metadataWithIdBcsHex").textValue(),
                            Vectors.hex(
                                    MetadataFormat.encodeWithId(
                                            metadata.blobId(), metadata.metadata())));
                    for (JsonNode hashes : item.get("sliverHashes")) {
                        SliverPairHashes pair =
                                metadata.metadata().hashes().get(hashes.get("pair").intValue());
                        assertEquals(
                                hashes.get("primary").textValue(),
                                pair.primary().hash().toString());
                        assertEquals(
                                hashes.get("secondary").textValue(),
                                pair.secondary().hash().toString());
                    }
                    for (JsonNode pair : item.get("pairs")) {
                        int index = pair.get("pair").intValue();
                        SliverPairIndex pairIndex = new SliverPairIndex(index);
                        assertEquals(
                                pair.get("shardIndex").intValue(),
                                metadata.blobId().shard(pairIndex, config).value());
                        for (Axis axis : Axis.values()) {
                            String name = axis == Axis.PRIMARY ? "primary" : "secondary";
                            SliverIndex sliver = pairIndex.sliver(axis, config);
                            assertEquals(pair.get(name + "Index").intValue(), sliver.value());
                            byte[] payload = slivers.payload(axis, sliver.value());
                            assertEquals(
                                    pair.get(name + "BcsHex").textValue(),
                                    Vectors.hex(
                                            SliverFormat.encode(
                                                    new Sliver(
                                                            axis,
                                                            sliver,
                                                            slivers.symbolBytes(),
                                                            payload))));
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> largeBlobs() {
        return Vectors.tests(
                "blobs-large.json", item -> check(item, Kernels.best(), BufferSizes.MEMORY));
    }

    private static MemorySlivers slivers(EncodingConfig config, byte[] blob) {
        return new MemorySlivers(config, config.symbolBytes(blob.length));
    }

    private static VerifiedBlobMetadata encode(
            EncodingConfig config, byte[] blob, SliverSink sink, Kernels kernels, BufferSizes sizes)
            throws Exception {
        return new BlobEncoder(config, () -> kernels, Crew.solo(), sizes)
                .encode(BlobSource.of(blob), sink, Progress.NONE);
    }

    private static void check(JsonNode item, Kernels kernels, BufferSizes sizes) throws Exception {
        int size = item.get("size").intValue();
        byte[] blob = Vectors.generate(item.get("seed").textValue(), size);
        EncodingConfig config = new EncodingConfig(item.get("nShards").intValue());
        MemorySlivers slivers = slivers(config, blob);
        assertEquals(item.get("symbolSize").intValue(), slivers.symbolBytes());
        VerifiedBlobMetadata metadata = encode(config, blob, slivers, kernels, sizes);
        assertEquals(item.get("blobId").textValue(), metadata.blobId().toString());
        byte[] bcs = MetadataFormat.encode(metadata.metadata());
        assertEquals(item.get("metadataBcsLength").intValue(), bcs.length);
        assertEquals(item.get("metadataBcsSha256").textValue(), Vectors.sha256(bcs));
        assertEquals(
                item.get("metadataWithIdBcsSha256").textValue(),
                Vectors.sha256(
                        MetadataFormat.encodeWithId(metadata.blobId(), metadata.metadata())));
        for (Axis axis : Axis.values()) {
            checkSlivers(item, config, slivers, axis);
        }
        checkDecoding(item, config, metadata, slivers, kernels, sizes, blob);
    }

    private static void checkSlivers(
            JsonNode item, EncodingConfig config, MemorySlivers slivers, Axis axis)
            throws Exception {
        String name = axis == Axis.PRIMARY ? "primary" : "secondary";
        int n = config.shardCount();
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        JsonNode each = item.get(name + "SliverBcsSha256");
        for (int pair = 0; pair < n; pair++) {
            int index = axis == Axis.PRIMARY ? pair : n - 1 - pair;
            byte[] payload = slivers.payload(axis, index);
            assertEquals(item.get(name + "SliverLength").intValue(), payload.length);
            byte[] bcs =
                    SliverFormat.encode(
                            new Sliver(
                                    axis, new SliverIndex(index), slivers.symbolBytes(), payload));
            all.update(bcs);
            if (each != null) {
                assertEquals(
                        each.get(pair).textValue(),
                        Vectors.sha256(bcs),
                        name + " sliver of pair " + pair);
            }
        }
        String wanted = axis == Axis.PRIMARY ? "allPrimaryBcsSha256" : "allSecondaryBcsSha256";
        if (item.has(wanted)) {
            assertEquals(item.get(wanted).textValue(), Vectors.hex(all.digest()));
        }
    }

    /// Decodes from randomly chosen slivers of each axis, with each check.
    private static void checkDecoding(
            JsonNode item,
            EncodingConfig config,
            VerifiedBlobMetadata metadata,
            MemorySlivers slivers,
            Kernels kernels,
            BufferSizes sizes,
            byte[] blob)
            throws Exception {
        Random random = new Random(Long.parseUnsignedLong(item.get("seed").textValue()));
        for (Axis axis : Axis.values()) {
            int[] order = IntStream.range(0, config.shardCount()).toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            int[] chosen = java.util.Arrays.copyOf(order, config.sourceCount(axis));
            for (ConsistencyCheck check : ConsistencyCheck.values()) {
                byte[] decoded = new byte[blob.length];
                DecodeResult result =
                        new BlobDecoder(config, () -> kernels, Crew.solo(), sizes)
                                .decode(
                                        metadata,
                                        axis,
                                        chosen,
                                        (number, from, target, offset, count) ->
                                                System.arraycopy(
                                                        slivers.payload(axis, chosen[number]),
                                                        from,
                                                        target,
                                                        offset,
                                                        count),
                                        BlobTarget.of(decoded),
                                        check,
                                        Progress.NONE);
                assertEquals(new DecodeResult.Decoded(), result, axis + " " + check);
                assertArrayEquals(blob, decoded, axis + " " + check);
            }
        }
    }
}
