// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

/// How fast stake has grown, as an estimate for people. Nothing is ever paid by it, so it may use
/// floating point.
public final class StakeGrowth {
    private static final double DAYS_PER_YEAR = 365.25;

    private StakeGrowth() {}

    /// Growth of one share between two rates, after commission: 0.01 is one percent.
    public static double between(ExchangeRate earlier, ExchangeRate later) {
        return value(later) / value(earlier) - 1;
    }

    /// Growth of a year at a growth per epoch, compounded.
    ///
    /// @param epochDays days of an epoch
    public static double perYear(double growthPerEpoch, double epochDays) {
        return Math.pow(1 + growthPerEpoch, DAYS_PER_YEAR / epochDays) - 1;
    }

    private static double value(ExchangeRate rate) {
        return rate.isFlat()
                ? 1
                : U64.toBig(rate.wal()).doubleValue() / U64.toBig(rate.shares()).doubleValue();
    }
}
