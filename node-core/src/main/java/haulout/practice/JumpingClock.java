// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that can be set forward: the time of a practice ledger, which never goes back.
///
/// Threads: any.
final class JumpingClock implements InstantSource {
    private final InstantSource base;
    private final AtomicLong ahead = new AtomicLong();

    JumpingClock(InstantSource base) {
        this.base = base;
    }

    /// From now on it is at least so late.
    void jumpTo(long millis) {
        ahead.accumulateAndGet(millis - base.millis(), Math::max);
    }

    @Override
    public Instant instant() {
        return base.instant().plusMillis(ahead.get());
    }
}
