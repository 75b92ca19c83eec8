// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Longer and longer waits: each up to twice the one before, of random length so that those who
/// failed together do not come back together. Not thread-safe.
public final class Backoff {
    private final Duration max;
    private final RandomGenerator random;
    private final Duration first;
    private Duration ceiling;

    /// @param first longest first wait
    /// @param max longest wait
    public Backoff(Duration first, Duration max, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off from " + first + " to " + max);
        }
        this.first = first;
        this.max = max;
        this.random = random;
        this.ceiling = first;
    }

    /// The next wait: from half of the ceiling to all of it; the ceiling doubles up to the maximum.
    public Duration next() {
        long nanos = ceiling.toNanos();
        Duration wait = Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
        ceiling = ceiling.compareTo(max.dividedBy(2)) > 0 ? max : ceiling.multipliedBy(2);
        return wait;
    }

    /// Begins again with the shortest wait, because something went well.
    public void reset() {
        ceiling = first;
    }
}
