// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.Vectors;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Quilts as blobs: encoded from their layout piece by piece, and read from the slivers that come
/// out.
class QuiltBlobIdVectorTest {
    @TestFactory
    Stream<DynamicTest> aQuiltIsABlobWithTheSameIdAndItsColumnsAreSecondarySlivers() {
        return Vectors.tests("quilts.json", QuiltBlobIdVectorTest::check);
    }

    private static void check(JsonNode item) throws Exception {
        EncodingConfig config = QuiltCases.config(item);
        QuiltImage image = QuiltCases.image(item);
        MemorySlivers slivers = new MemorySlivers(config, image.layout().symbolBytes());
        VerifiedBlobMetadata metadata =
                new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY)
                        .encode(source(image), slivers, Progress.NONE);
        assertEquals(item.get("blobId").textValue(), metadata.blobId().toString());
        assertEquals(item.get("rootHashHex").textValue(), metadata.root().toString());
        QuiltReader reader =
                new QuiltReader(
                        config,
                        slivers.symbolBytes(),
                        index -> slivers.payload(Axis.SECONDARY, index.value()));
        QuiltIndex index = reader.readIndex();
        for (JsonNode blob : item.get("blobs")) {
            byte[] contents = QuiltCases.contents(blob);
            QuiltPatch patch = index.find(QuiltCases.identifier(blob)).orElseThrow();
            assertArrayEquals(contents, reader.read(patch, contents.length));
        }
    }

    private static BlobSource source(QuiltImage image) {
        return new BlobSource() {
            @Override
            public long length() {
                return image.quiltBytes();
            }

            @Override
            public void read(long position, byte[] target, int offset, int count)
                    throws IOException {
                image.read(position, target, offset, count);
            }
        };
    }
}
