// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

/// What a share of a staking pool is worth: `wal` FROST for `shares` shares, or one for one.
///
/// Results round down. Source: Walrus contracts, module `pool_exchange_rate`.
///
/// @param wal unsigned, at least `shares`; 0 for one to one
/// @param shares unsigned; 0 for one to one
public record ExchangeRate(long wal, long shares) {
    /// One to one.
    public static final ExchangeRate FLAT = new ExchangeRate(0, 0);

    public ExchangeRate {
        if (U64.isLess(wal, shares) || (wal == 0) != (shares == 0)) {
            throw new IllegalArgumentException(
                    "rate of "
                            + Long.toUnsignedString(wal)
                            + " FROST for "
                            + Long.toUnsignedString(shares)
                            + " shares");
        }
    }

    /// The rate of a pool.
    ///
    /// @throws AbortException if a share would be worth less than at the start
    public static ExchangeRate of(long wal, long shares) throws AbortException {
        AbortException.require(
                !U64.isLess(wal, shares), LedgerFault.POOL_EXCHANGE_RATE_INVALID_RATE);
        return wal == 0 || shares == 0 ? FLAT : new ExchangeRate(wal, shares);
    }

    /// Whether a share is worth one FROST.
    public boolean isFlat() {
        return shares == 0;
    }

    /// Shares for an amount.
    ///
    /// @param amount in FROST
    public long toShares(long amount) throws AbortException {
        return isFlat() ? amount : U64.multiplyDivide(amount, shares, wal);
    }

    /// FROST for a number of shares.
    public long toWal(long shareAmount) throws AbortException {
        return isFlat() ? shareAmount : U64.multiplyDivide(shareAmount, wal, shares);
    }
}
