// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that can be set forward: the time of a practice ledger, which never goes back and never
/// stands still. When the computer's clock is set back, this one goes on from where it was.
///
/// Threads: any.
final class JumpingClock implements InstantSource {
    private final InstantSource base;
    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    /// @param base the computer's clock
    JumpingClock(InstantSource base) {
        this.base = base;
    }

    /// From now on it is at least so late.
    void jumpTo(long millis) {
        ahead.accumulateAndGet(millis - base.millis(), Math::max);
    }

    @Override
    public long millis() {
        long now = base.millis() + ahead.get();
        long before = latest.getAndAccumulate(now, Math::max);
        if (now >= before) {
            return now;
        }
        jumpTo(before);
        return before;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /// When a time of this clock is by the computer's, for people: what this clock jumped over is
    /// left out.
    Instant toWall(Instant time) {
        long _ = millis(); // so that a computer's clock that was set back is noticed first
        return time.minusMillis(ahead.get());
    }
}
