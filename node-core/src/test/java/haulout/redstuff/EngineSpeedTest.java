// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.codec.CodecEngines;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.hash.HashEngines;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Not a benchmark: notices when the vector engines have stopped being compiled into vector code,
/// which makes them many times slower and otherwise changes nothing. Measurements are in
/// `docs/performance.md`.
class EngineSpeedTest {
    /// A processor with 512-bit vectors does more than 20.
    private static final double LEAST_RATIO = 3;

    /// The best of so many calls counts, since a busy machine makes any single one slow.
    private static final int CALLS = 5;

    /// Measured again until it is fast enough: at first, the just-in-time compiler is still busy.
    private static final long DEADLINE_NANOS = 60_000_000_000L;

    @Test
    void vectorEnginesEncodeAtLeastThreeTimesAsFastAsScalarOnes() throws Exception {
        assumeTrue(CodecEngines.vector().isPresent(), "no vectors for coding here");
        assumeTrue(HashEngines.vector().isPresent(), "no vectors for hashing here");
        EncodingConfig config = new EncodingConfig(100);
        byte[] blob = new byte[400_000];
        new Random(1).nextBytes(blob);
        Runner scalar = new Runner(config, Kernels.scalar(), blob);
        Runner vector =
                new Runner(
                        config,
                        Kernels.of(
                                CodecEngines.vector().orElseThrow(),
                                HashEngines.vector().orElseThrow()),
                        blob);
        long begin = System.nanoTime();
        double ratio;
        do {
            double bestScalar = Double.MAX_VALUE;
            double bestVector = Double.MAX_VALUE;
            for (int i = 0; i < CALLS; i++) {
                bestScalar = Math.min(bestScalar, scalar.millis());
                bestVector = Math.min(bestVector, vector.millis());
            }
            assertEquals(scalar.id, vector.id);
            ratio = bestScalar / bestVector;
        } while (ratio < LEAST_RATIO && System.nanoTime() - begin < DEADLINE_NANOS);
        assertTrue(
                ratio >= LEAST_RATIO,
                "vector engines only %.2f times as fast as scalar ones".formatted(ratio));
    }

    private static final class Runner {
        private final BlobEncoder encoder;
        private final BlobSource blob;
        private final MemorySlivers slivers;
        private BlobId id;

        Runner(EncodingConfig config, Kernels kernels, byte[] blob) {
            this.encoder = new BlobEncoder(config, () -> kernels, Crew.solo(), BufferSizes.MEMORY);
            this.blob = BlobSource.of(blob);
            this.slivers = new MemorySlivers(config, config.symbolBytes(blob.length));
        }

        double millis() throws Exception {
            long start = System.nanoTime();
            id = encoder.encode(blob, slivers, Progress.NONE).blobId();
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
