// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SliverVectorTest {
    private static final Kernels KERNELS = Kernels.best();

    @TestFactory
    Stream<DynamicTest> goldenSliversFitTheGoldenMetadata() {
        return Vectors.tests(
                "blobs-small.json",
                item -> {
                    EncodingConfig config = new EncodingConfig(item.get("nShards").intValue());
                    byte[] blob =
                            Vectors.generate(
                                    item.get("seed").textValue(), item.get("size").intValue());
                    PlainMatrix matrix = new PlainMatrix(config, blob, KERNELS);
                    VerifiedBlobMetadata metadata = matrix.metadata(KERNELS.hash());
                    assertEquals(item.get("blobId").textValue(), metadata.blobId().toString());
                    assertEquals(item.get("rootHashHex").textValue(), metadata.root().toString());
                    byte[] metadataBytes = VectorBytes.of(metadata.metadata());
                    assertEquals(
                            item.get("metadataBcsSha256").textValue(),
                            Vectors.sha256(metadataBytes));
                    SliverVerifier verifier = new SliverVerifier(config, KERNELS);
                    for (Axis axis : Axis.values()) {
                        JsonNode hashes =
                                item.get(
                                        axis == Axis.PRIMARY
                                                ? "primarySliverBcsSha256"
                                                : "secondarySliverBcsSha256");
                        assertEquals(config.shardCount(), hashes.size());
                        for (int pair = 0; pair < config.shardCount(); pair++) {
                            SliverIndex index = new SliverPairIndex(pair).sliver(axis, config);
                            Sliver sliver = matrix.sliver(axis, index.value());
                            assertEquals(
                                    hashes.get(pair).textValue(),
                                    Vectors.sha256(VectorBytes.of(sliver)));
                            verifier.verify(sliver, metadata);
                        }
                    }
                });
    }
}
