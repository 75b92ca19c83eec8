// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the node earned. The three sums are different things and never added.
///
/// @param paid FROST, collected
/// @param earned FROST, earned and not yet collected
/// @param collectable FROST, what of it can be collected now; the last period's commission can be a
///   period later, and the rest comes with the owner's stake
/// @param today FROST, since midnight
/// @param month FROST, since the first of the month
/// @param expected FROST this month; empty when there is too little history
/// @param basis what the expectation rests on, or why there is none
/// @param bars oldest first; what was there once does not go away or change, it is only joined by
///   days
/// @param payouts newest first
public record EarningsReport(
        Figure<Long> paid,
        Figure<Long> earned,
        Figure<Long> collectable,
        Figure<Long> today,
        Figure<Long> month,
        Optional<Range> expected,
        Sentence basis,
        List<EarningsBar> bars,
        List<Payout> payouts) {
    /// From and to, FROST.
    public record Range(long low, long high) {}

    public EarningsReport {
        Objects.requireNonNull(paid);
        Objects.requireNonNull(earned);
        Objects.requireNonNull(collectable);
        Objects.requireNonNull(today);
        Objects.requireNonNull(month);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(basis);
        bars = List.copyOf(bars);
        payouts = List.copyOf(payouts);
    }
}
