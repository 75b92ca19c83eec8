// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Crew;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Shows on the own machine what the network does: a file is cut into pieces, as many are thrown
/// away as may be lost, and it comes back whole.
final class OwnMachineProof {
    /// Size of the file.
    static final int BYTES = 16_000_000;

    /// How many pieces it is cut into.
    static final int PIECES = 30;

    private OwnMachineProof() {}

    /// @param whole whether it came back as it was
    /// @param thrownAway of [#PIECES]
    record Result(boolean whole, int thrownAway, Duration took) {}

    static Result run(Supplier<Kernels> kernels, RandomGenerator random)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        EncodingConfig config = new EncodingConfig(PIECES);
        byte[] file = new byte[BYTES];
        random.nextBytes(file);
        MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(BYTES));
        VerifiedBlobMetadata metadata =
                new BlobEncoder(config, kernels, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(file), slivers, Progress.NONE);
        List<Integer> pieces = new ArrayList<>(IntStream.range(0, PIECES).boxed().toList());
        Collections.shuffle(pieces, Random.from(random));
        int need = config.primarySourceCount();
        int[] kept = pieces.subList(0, need).stream().mapToInt(Integer::intValue).toArray();
        byte[] back = new byte[BYTES];
        DecodeResult result =
                new BlobDecoder(config, kernels, Crew.solo(), BufferSizes.MEMORY)
                        .decode(
                                metadata,
                                Axis.PRIMARY,
                                kept,
                                (number, from, bytes, offset, count) ->
                                        System.arraycopy(
                                                slivers.payload(Axis.PRIMARY, kept[number]),
                                                from,
                                                bytes,
                                                offset,
                                                count),
                                BlobTarget.of(back),
                                ConsistencyCheck.DEFAULT,
                                Progress.NONE);
        return new Result(
                result instanceof DecodeResult.Decoded && Arrays.equals(file, back),
                PIECES - need,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
