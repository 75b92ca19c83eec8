// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.testing.TestSeed;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlobDecoderTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final Random random = TestSeed.random(getClass().getSimpleName(), 7);

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    private record Encoded(byte[] blob, MemorySlivers slivers, VerifiedBlobMetadata metadata) {}

    private Encoded encode(EncodingConfig config, int size) throws Exception {
        byte[] blob = new byte[size];
        random.nextBytes(blob);
        MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(size));
        VerifiedBlobMetadata metadata =
                new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(blob), slivers, Progress.NONE);
        return new Encoded(blob, slivers, metadata);
    }

    private static DecodeResult decode(
            Encoded encoded,
            Axis axis,
            int[] indices,
            byte[] target,
            Crew crew,
            BufferSizes sizes,
            ConsistencyCheck check)
            throws Exception {
        return new BlobDecoder(encoded.metadata.config(), Kernels::best, crew, sizes)
                .decode(
                        encoded.metadata,
                        axis,
                        indices,
                        (number, from, bytes, offset, count) ->
                                System.arraycopy(
                                        encoded.slivers.payload(axis, indices[number]),
                                        from,
                                        bytes,
                                        offset,
                                        count),
                        BlobTarget.of(target),
                        check,
                        Progress.NONE);
    }

    private int[] shuffled(int n, int count) {
        List<Integer> all = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(all, random);
        return all.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }

    @Test
    void decodesFromAnySufficientSliversInAnyOrder() throws Exception {
        for (int round = 0; round < 40; round++) {
            int n = 4 + random.nextInt(round < 30 ? 60 : 250);
            EncodingConfig config = new EncodingConfig(n);
            Encoded encoded =
                    encode(config, random.nextInt(Math.clamp(config.maxBlobBytes(), 1, 300_000)));
            BufferSizes sizes =
                    new BufferSizes(
                            1 + random.nextInt(100_000),
                            1 + random.nextInt(100_000),
                            1 + random.nextInt(300_000),
                            1 + random.nextInt(100_000));
            Crew crew = new Crew(executor, 1 + random.nextInt(3));
            for (Axis axis : Axis.values()) {
                int need = config.sourceCount(axis);
                int[] indices = shuffled(n, need + random.nextInt(n - need + 1));
                for (ConsistencyCheck check : ConsistencyCheck.values()) {
                    byte[] target = new byte[encoded.blob.length];
                    assertEquals(
                            new DecodeResult.Decoded(),
                            decode(encoded, axis, indices, target, crew, sizes, check));
                    assertArrayEquals(encoded.blob, target, "n " + n + " " + axis + " " + sizes);
                }
            }
        }
    }

    @Test
    void decodesFromRecoverySliversAlone() throws Exception {
        EncodingConfig config = new EncodingConfig(100);
        Encoded encoded = encode(config, 123_457);
        int[] lastPrimaries = IntStream.range(66, 100).toArray();
        byte[] target = new byte[encoded.blob.length];
        assertEquals(
                new DecodeResult.Decoded(),
                decode(
                        encoded,
                        Axis.PRIMARY,
                        lastPrimaries,
                        target,
                        Crew.solo(),
                        BufferSizes.MEMORY,
                        ConsistencyCheck.STRICT));
        assertArrayEquals(encoded.blob, target);
    }

    @Test
    void saysHowManySliversAreMissing() throws Exception {
        EncodingConfig config = new EncodingConfig(10);
        Encoded encoded = encode(config, 1000);
        for (Axis axis : Axis.values()) {
            int need = config.sourceCount(axis);
            assertEquals(
                    new DecodeResult.TooFew(need - 1, need),
                    decode(
                            encoded,
                            axis,
                            shuffled(10, need - 1),
                            new byte[1000],
                            Crew.solo(),
                            BufferSizes.MEMORY,
                            ConsistencyCheck.DEFAULT));
        }
    }

    /// A writer that puts other bytes into one recovery sliver and gives its true hash: every
    /// sliver verifies, yet decoding with that sliver gives another blob than decoding without it.
    @Test
    void findsABlobThatWasEncodedWrongly() throws Exception {
        EncodingConfig config = new EncodingConfig(10);
        Encoded honest = encode(config, 1000);
        int wrong = 9;
        honest.slivers.payload(Axis.PRIMARY, wrong)[3] ^= 1;
        Sliver forged =
                new Sliver(
                        Axis.PRIMARY,
                        new SliverIndex(wrong),
                        honest.slivers.symbolBytes(),
                        honest.slivers.payload(Axis.PRIMARY, wrong).clone());
        Encoded lie =
                new Encoded(
                        honest.blob,
                        honest.slivers,
                        MetadataForgery.withHashOf(forged, honest.metadata));
        int[] withWrong = {0, 1, 2, wrong};
        int[] without = {0, 4, 2, 6};
        for (ConsistencyCheck check : List.of(ConsistencyCheck.DEFAULT, ConsistencyCheck.STRICT)) {
            assertInstanceOf(
                    DecodeResult.Inconsistent.class,
                    decode(
                            lie,
                            Axis.PRIMARY,
                            withWrong,
                            new byte[1000],
                            Crew.solo(),
                            BufferSizes.MEMORY,
                            check));
        }
        // Readers that meet only honest slivers agree on the honest bytes by the default check, and
        // see by the strict
        // one that the ID is not theirs.
        byte[] target = new byte[1000];
        assertEquals(
                new DecodeResult.Decoded(),
                decode(
                        lie,
                        Axis.PRIMARY,
                        without,
                        target,
                        Crew.solo(),
                        BufferSizes.MEMORY,
                        ConsistencyCheck.DEFAULT));
        assertArrayEquals(honest.blob, target);
        assertEquals(
                new DecodeResult.Inconsistent(-1),
                decode(
                        lie,
                        Axis.PRIMARY,
                        without,
                        target,
                        Crew.solo(),
                        BufferSizes.MEMORY,
                        ConsistencyCheck.STRICT));
    }

    @Test
    void findsPaddingThatIsNotZero() throws Exception {
        EncodingConfig config = new EncodingConfig(4);
        Encoded longer = encode(config, 12);
        // The same slivers, said to be of a blob one byte shorter: its padding is the other blob's
        // last byte.
        BlobMetadata shorter =
                new BlobMetadata(EncodingType.RS2, 11, longer.metadata.metadata().hashes());
        VerifiedBlobMetadata lie =
                shorter.claimedAs(shorter.blobId(Kernels.scalar().hash()))
                        .verify(config, Kernels.scalar().hash());
        Encoded claimed = new Encoded(longer.blob, longer.slivers, lie);
        assertInstanceOf(
                DecodeResult.Inconsistent.class,
                decode(
                        claimed,
                        Axis.SECONDARY,
                        new int[] {0, 1, 2},
                        new byte[11],
                        Crew.solo(),
                        BufferSizes.MEMORY,
                        ConsistencyCheck.DEFAULT));
    }
}
