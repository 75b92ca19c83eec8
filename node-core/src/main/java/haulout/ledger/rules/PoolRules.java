// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Objects;

/// In what the rules of pools differ between ledgers.
///
/// @param schedule when a new commission takes effect
/// @param guards whether small pools are treated with care
public record PoolRules(Schedule schedule, Guards guards) {
    /// A balance below this cannot hold a stake any more: it is what rounding left. In FROST.
    public static final long DUST = 500_000_000L;

    /// Which of the scheduled commissions an epoch takes.
    public enum Schedule {
        /// That of exactly this epoch; one that fell due while the pool rested is lost.
        EXACT,

        /// The latest that has fallen due.
        LATEST
    }

    /// What happens where the contract's formulas fail pools that empty and come back.
    public enum Guards {
        /// As the contract does.
        OFF,

        /// Dust is written off, differences stop at 0, and rewards nobody can claim go on to the
        /// next epoch.
        ON
    }

    public PoolRules {
        Objects.requireNonNull(schedule);
        Objects.requireNonNull(guards);
    }

    /// Whether small pools are treated with care.
    public boolean isGuarded() {
        return guards == Guards.ON;
    }

    /// Stake below which a node is no candidate, in FROST.
    public long activeSetThreshold() {
        return isGuarded() ? DUST : 0;
    }
}
