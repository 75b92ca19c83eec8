// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.metrics;

import java.util.concurrent.atomic.LongAdder;

/// A number that only grows.
///
/// Threads: any.
public final class Counter {
    private final LongAdder sum = new LongAdder();

    Counter() {}

    /// Adds one.
    public void increment() {
        sum.increment();
    }

    /// Adds.
    ///
    /// @param amount not negative
    public void add(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("a counter only grows: " + amount);
        }
        sum.add(amount);
    }

    /// What was counted so far.
    public long value() {
        return sum.sum();
    }
}
