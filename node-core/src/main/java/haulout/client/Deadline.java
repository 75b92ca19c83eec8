// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;

/// A moment until which something has to be done. Runs on the clock of the system that is never
/// set.
final class Deadline {
    private final Duration limit;
    private final long startNanos;

    Deadline(Duration limit) {
        this.limit = limit;
        this.startNanos = System.nanoTime();
    }

    /// The time that there was at the beginning.
    Duration limit() {
        return limit;
    }

    /// The time that is left, not positive if there is none.
    long nanosLeft() {
        return limit.toNanos() - (System.nanoTime() - startNanos);
    }
}
