// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

import java.time.Duration;

/// One direction of the line for all connections together: bytes a second, and at most half a
/// second's worth at once, so that no ten seconds carry over 5 % more than promised.
///
/// Threads: any. Time is the caller's steady clock.
public final class TokenBucket {
    /// No limit.
    public static final long NO_LIMIT = Long.MAX_VALUE;

    // half a second saved up is 5 % of ten seconds; a whole second would be 10 %
    private static final long BURST_PART = 2;
    private static final long NANOS = 1_000_000_000L;

    private long bytesPerSecond;
    private double tokens;
    private long lastNanos;

    /// Starts empty.
    ///
    /// @param bytesPerSecond limit, 0 stops, [#NO_LIMIT] frees
    public TokenBucket(long bytesPerSecond, Duration now) {
        this.bytesPerSecond = bytesPerSecond;
        this.lastNanos = now.toNanos();
    }

    /// Another limit from now on; what was saved up is cut to it.
    public synchronized void limit(long newBytesPerSecond, Duration now) {
        fill(now);
        bytesPerSecond = newBytesPerSecond;
        tokens = Math.min(tokens, burst());
    }

    /// How many of the bytes may pass now, 0 to all; they are taken.
    public synchronized int take(int wanted, Duration now) {
        if (bytesPerSecond == NO_LIMIT) {
            return wanted;
        }
        fill(now);
        int granted = (int) Math.min(wanted, Math.floor(tokens));
        tokens -= granted;
        return granted;
    }

    /// Takes bytes that have passed already; what is not there is owed.
    public synchronized void charge(long bytes, Duration now) {
        if (bytesPerSecond != NO_LIMIT) {
            fill(now);
            tokens -= bytes;
        }
    }

    /// How long until at least one byte may pass; a second at most, since limits change.
    public synchronized Duration waiting(Duration now) {
        if (bytesPerSecond == NO_LIMIT) {
            return Duration.ZERO;
        }
        fill(now);
        if (tokens >= 1) {
            return Duration.ZERO;
        }
        double seconds = bytesPerSecond == 0 ? 1 : (1 - tokens) / bytesPerSecond;
        return Duration.ofNanos((long) (Math.min(1, seconds) * NANOS) + 1);
    }

    private void fill(Duration now) {
        long nanos = now.toNanos();
        if (nanos <= lastNanos) {
            return;
        }
        if (bytesPerSecond != NO_LIMIT) {
            double gained = (double) bytesPerSecond * (nanos - lastNanos) / NANOS;
            tokens = Math.min(burst(), tokens + gained);
        }
        lastNanos = nanos;
    }

    private double burst() {
        return bytesPerSecond == NO_LIMIT ? 0 : (double) bytesPerSecond / BURST_PART;
    }
}
