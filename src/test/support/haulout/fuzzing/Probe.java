// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;

/// Gives inputs to a target, and measures. Not thread-safe.
public final class Probe {
    /// A first run pays for loading classes; what an input costs by itself it costs again.
    private static final int ATTEMPTS = 4;

    /// Messages go to the log, where nobody may write lines or fill the disk.
    private static final int MOST_MESSAGE_CHARS = 1000;

    private static final int MOST_PRINTED_BYTES = Mutator.MAX_BYTES;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTarget<?> target;
    private int accepted;
    private int refused;
    private long mostAllocated;
    private long mostNanos;

    /// A probe that has seen nothing yet.
    public Probe(FuzzTarget<?> target) {
        this.target = target;
    }

    /// Parses an input and checks what comes out.
    ///
    /// @return whether the parser accepted it
    /// @throws AssertionError if it broke one of its rules
    public boolean accepts(byte[] input) {
        FuzzTarget.Limits limits = target.limits();
        Attempt best = attempt(input);
        for (int i = 1; i < ATTEMPTS && best.exceeds(limits, input.length); i++) {
            best = best.better(attempt(input));
        }
        mostAllocated = Math.max(mostAllocated, best.allocated());
        mostNanos = Math.max(mostNanos, best.nanos());
        if (best.exceeds(limits, input.length)) {
            throw finding(
                    input,
                    "took %d bytes of memory and %d ms, allowed %d bytes and %d ms"
                            .formatted(
                                    best.allocated(),
                                    best.nanos() / 1_000_000,
                                    limits.allocatedBytes(input.length),
                                    limits.millis()),
                    null);
        }
        if (best.accepted()) {
            accepted++;
        } else {
            refused++;
        }
        return best.accepted();
    }

    /// What has happened so far.
    public String summary() {
        return "%s: %d accepted, %d refused, at most %d bytes and %.1f ms for one"
                .formatted(target, accepted, refused, mostAllocated, mostNanos / 1e6);
    }

    private record Attempt(boolean accepted, long allocated, long nanos) {
        boolean exceeds(FuzzTarget.Limits limits, int inputBytes) {
            return allocated > limits.allocatedBytes(inputBytes)
                    || nanos > limits.millis() * 1_000_000L;
        }

        Attempt better(Attempt other) {
            return new Attempt(
                    accepted, Math.min(allocated, other.allocated), Math.min(nanos, other.nanos));
        }
    }

    private Attempt attempt(byte[] input) {
        byte[] given = input.clone();
        @Nullable Object value = null;
        @Nullable Throwable thrown = null;
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            value = target.parse(given);
        } catch (Throwable t) {
            thrown = t;
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        if (!Arrays.equals(given, input)) {
            throw finding(input, "was written to by the parser", thrown);
        }
        if (thrown != null) {
            if (!target.isRefusal(thrown)) {
                throw finding(input, "was answered with " + thrown, thrown);
            }
            String message = String.valueOf(thrown.getMessage());
            if (message.length() > MOST_MESSAGE_CHARS
                    || message.chars().anyMatch(Character::isISOControl)) {
                throw finding(input, "was refused at length, or in more than one line", thrown);
            }
            return new Attempt(false, allocated, nanos);
        }
        // because nothing that was parsed may depend on the array any more
        Arrays.fill(given, (byte) 0x5A);
        try {
            target.check(input, value == null ? input : value);
        } catch (Throwable t) {
            throw finding(input, "was accepted, but: " + t, t);
        }
        return new Attempt(true, allocated, nanos);
    }

    private static String hex(byte[] input) {
        return HexFormat.of().formatHex(input, 0, Math.min(input.length, MOST_PRINTED_BYTES))
                + (input.length > MOST_PRINTED_BYTES ? "…" : "");
    }

    private AssertionError finding(byte[] input, String what, @Nullable Throwable cause) {
        return new AssertionError(
                "%s: an input of %d bytes %s; the input: %s"
                        .formatted(target, input.length, what, hex(input)),
                cause);
    }
}
