// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Duration;
import java.time.Instant;

/// For how long a look counts.
final class Freshness {
    static final Duration CORE = Duration.ofSeconds(10);
    static final Duration MARKER = Duration.ofSeconds(60);
    static final Duration WRITE = Duration.ofMinutes(5);
    static final Duration WRITE_ON_BATTERY = Duration.ofMinutes(15);
    static final Duration PEERS = Duration.ofSeconds(60);
    static final Duration REACHED = Duration.ofMinutes(30);
    static final Duration CLOCK = Duration.ofMinutes(30);
    static final Duration STORAGE_CHECK = Duration.ofHours(24);

    static final Duration LEDGER = Duration.ofMinutes(2);
    static final Duration AGREEMENT = Duration.ofMinutes(5);
    static final Duration ALONE = Duration.ofMinutes(10);
    static final Duration ROUTES = Duration.ofHours(24);
    static final Duration RELEASE = Duration.ofDays(7);

    private Freshness() {}

    static Duration write(Facts facts) {
        return facts.rest().onBattery() ? WRITE_ON_BATTERY : WRITE;
    }

    /// What a look is worth now. A pass that is too old, or of a time that has not come yet, is
    /// worth nothing; a failure stays one until the next look.
    static ProofReport.Outcome judge(Look look, Duration freshness, Instant now) {
        return switch (look.outcome()) {
            case FAILED -> ProofReport.Outcome.FAILED;
            case UNKNOWN -> ProofReport.Outcome.UNKNOWN;
            case PASSED ->
                    look.at().filter(at -> isFresh(at, freshness, now)).isPresent()
                            ? ProofReport.Outcome.PASSED
                            : ProofReport.Outcome.UNKNOWN;
        };
    }

    /// Whether something that was found at a time still counts.
    static boolean isFresh(Instant at, Duration freshness, Facts facts) {
        return isFresh(at, freshness, facts.now());
    }

    private static boolean isFresh(Instant at, Duration freshness, Instant now) {
        return !at.isAfter(now) && Duration.between(at, now).compareTo(freshness) <= 0;
    }
}
