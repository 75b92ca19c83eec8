// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.metrics;

import java.util.concurrent.atomic.LongAdder;

/// How many durations fell below each of a few bounds, from half a millisecond to five minutes.
///
/// Threads: any.
public final class Histogram {
    /// Upper bounds in seconds, as text and as nanoseconds; the last bucket has none.
    private static final String[] BOUNDS = {
        "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0",
        "2.5", "5.0", "10.0", "30.0", "300.0"
    };

    private static final long[] NANOS = nanos();

    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sumNanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    private static long[] nanos() {
        long[] nanos = new long[BOUNDS.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(Double.parseDouble(BOUNDS[i]) * 1e9);
        }
        return nanos;
    }

    /// Counts a duration.
    public void record(long durationNanos) {
        int bucket = 0;
        while (bucket < NANOS.length && durationNanos > NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sumNanos.add(Math.max(0, durationNanos));
    }

    /// How many durations were counted.
    public long count() {
        long count = 0;
        for (LongAdder bucket : buckets) {
            count += bucket.sum();
        }
        return count;
    }

    void write(String name, Labels labels, StringBuilder text) {
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            count += buckets[i].sum();
            String bound = i < BOUNDS.length ? BOUNDS[i] : "+Inf";
            MetricsRegistry.sample(
                    name + "_bucket", labels.and("le", bound), Long.toString(count), text);
        }
        MetricsRegistry.sample(name + "_count", labels.text(), Long.toString(count), text);
        MetricsRegistry.sample(
                name + "_sum", labels.text(), Double.toString(sumNanos.sum() / 1e9), text);
    }
}
