// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.math.BigInteger;

/// Arithmetic of unsigned 64-bit numbers, held in a `long`. What does not fit aborts.
///
/// Source: the Move language, whose arithmetic aborts in the same places.
public final class U64 {
    /// The largest number, 2^64 − 1; votes use it for "none".
    public static final long MAX = -1L;

    private static final int LONG_BITS = 64;
    private static final int WIDE_BITS = 128;

    private U64() {}

    /// a + b.
    public static long add(long a, long b) throws AbortException {
        long sum = a + b;
        if (Long.compareUnsigned(sum, a) < 0) {
            throw overflow();
        }
        return sum;
    }

    /// a − b.
    public static long subtract(long a, long b) throws AbortException {
        if (Long.compareUnsigned(a, b) < 0) {
            throw overflow();
        }
        return a - b;
    }

    /// a − b, or 0 if that is negative.
    public static long subtractToZero(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? 0 : a - b;
    }

    /// a · b.
    public static long multiply(long a, long b) throws AbortException {
        if (Math.unsignedMultiplyHigh(a, b) != 0) {
            throw overflow();
        }
        return a * b;
    }

    /// ⌊a · b / c⌋ with the product in 128 bits.
    ///
    /// @param c not 0
    public static long multiplyDivide(long a, long b, long c) throws AbortException {
        long high = Math.unsignedMultiplyHigh(a, b);
        if (high == 0) {
            return Long.divideUnsigned(a * b, c);
        }
        if (Long.compareUnsigned(high, c) >= 0) {
            throw overflow();
        }
        BigInteger product = toBig(high).shiftLeft(LONG_BITS).add(toBig(a * b));
        return product.divide(toBig(c)).longValue();
    }

    /// The smaller one.
    public static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    /// The larger one.
    public static long max(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    /// Whether a < b.
    public static boolean isLess(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    /// The number, which is never negative.
    public static BigInteger toBig(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value >= 0 ? signed : signed.add(BigInteger.ONE.shiftLeft(LONG_BITS));
    }

    /// The number in 64 bits.
    ///
    /// @throws AbortException if it has more
    public static long ofBig(BigInteger value) throws AbortException {
        if (value.signum() < 0 || value.bitLength() > LONG_BITS) {
            throw overflow();
        }
        return value.longValue();
    }

    /// A product that the contract forms in 128 bits.
    ///
    /// @throws AbortException if it has more
    static BigInteger wide(BigInteger value) throws AbortException {
        if (value.bitLength() > WIDE_BITS) {
            throw new AbortException(LedgerFault.ARITHMETIC_U128_OVERFLOW);
        }
        return value;
    }

    private static AbortException overflow() {
        return new AbortException(LedgerFault.ARITHMETIC_U64_OVERFLOW);
    }
}
