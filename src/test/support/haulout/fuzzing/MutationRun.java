// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// A short run over one target, the same every time: all examples, then mutations of them.
///
/// `-Dhaulout.fuzz.iterations` says how many mutations, `-Dhaulout.seed` makes others. Both are
/// printed.
public final class MutationRun {
    private static final int DEFAULT_ITERATIONS = 2000;
    private static final int DEADLINE_SECONDS = 60;

    private MutationRun() {}

    /// Runs.
    ///
    /// @throws AssertionError with the input in its message, if the parser breaks one of its rules,
    ///   refuses an example, or hangs
    public static void of(FuzzTarget<?> target) {
        long seed = Long.getLong("haulout.seed", target.name().hashCode());
        int wanted = Integer.getInteger("haulout.fuzz.iterations", DEFAULT_ITERATIONS);
        int iterations = Math.max(20, wanted / target.cost());
        // a larger run than usual has longer, in proportion
        Duration deadline =
                Duration.ofSeconds(
                        (long) DEADLINE_SECONDS * Math.max(1, wanted / DEFAULT_ITERATIONS));
        AtomicReference<byte[]> current = new AtomicReference<>(new byte[0]);
        Probe probe = new Probe(target);
        assertTimeoutPreemptively(
                deadline,
                () -> run(target, probe, new Random(seed), iterations, current),
                () ->
                        target
                                + ": hangs, or the machine is too slow, at "
                                + HexFormat.of().formatHex(current.get()));
        System.out.println(
                probe.summary()
                        + ", -Dhaulout.seed="
                        + seed
                        + " -Dhaulout.fuzz.iterations="
                        + wanted);
    }

    private static void run(
            FuzzTarget<?> target,
            Probe probe,
            Random random,
            int iterations,
            AtomicReference<byte[]> current) {
        for (byte[] example : target.corpus()) {
            current.set(example);
            assertTrue(
                    probe.accepts(example),
                    () -> target + " refuses an example: " + HexFormat.of().formatHex(example));
        }
        Mutator mutator = new Mutator(random, target.corpus());
        for (int i = 0; i < iterations; i++) {
            byte[] input = mutator.next();
            current.set(input);
            if (probe.accepts(input)) {
                mutator.keep(input);
            }
        }
    }
}
