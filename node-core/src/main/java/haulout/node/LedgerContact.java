// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the node is so close behind the ledger that it may say that something does not exist.
/// Thread-safe.
final class LedgerContact {
    private final InstantSource time;
    private final Duration staleAfter;
    // when the node had last seen every event that there was
    private volatile @Nullable Instant lastAtTip;
    private volatile boolean catchingUp;

    LedgerContact(InstantSource time, Duration staleAfter) {
        this.time = time;
        this.staleAfter = staleAfter;
    }

    /// There are no events that have not been recorded.
    void atTip() {
        lastAtTip = time.instant();
    }

    /// When it had last seen every event that there was.
    Optional<Instant> lastAtTip() {
        return Optional.ofNullable(lastAtTip);
    }

    void setCatchingUp(boolean yes) {
        catchingUp = yes;
    }

    /// Whether the records are those of this moment.
    boolean isCurrent() {
        Instant last = lastAtTip;
        return last != null && !catchingUp && !time.instant().isAfter(last.plus(staleAfter));
    }
}
