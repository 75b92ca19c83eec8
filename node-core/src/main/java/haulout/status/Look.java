// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// One look at something: what was found and when.
///
/// @param at empty if nobody looked yet
public record Look(ProofReport.Outcome outcome, Optional<Instant> at) {
    public Look {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(at);
    }

    /// Nobody looked yet.
    public static Look never() {
        return new Look(ProofReport.Outcome.UNKNOWN, Optional.empty());
    }

    /// It held.
    public static Look passed(Instant at) {
        return new Look(ProofReport.Outcome.PASSED, Optional.of(at));
    }

    /// It did not hold.
    public static Look failed(Instant at) {
        return new Look(ProofReport.Outcome.FAILED, Optional.of(at));
    }

    /// The look did not come back.
    public static Look unknown(Instant at) {
        return new Look(ProofReport.Outcome.UNKNOWN, Optional.of(at));
    }
}
