// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import java.math.BigInteger;

/// Base 58 as Sui writes digests: big-endian number over the Bitcoin alphabet, a `1` for every zero
/// byte in front.
final class Base58Text {
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    private Base58Text() {}

    static String encode(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        StringBuilder reversed = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] quotientAndDigit = rest.divideAndRemainder(BASE);
            reversed.append(ALPHABET.charAt(quotientAndDigit[1].intValueExact()));
            rest = quotientAndDigit[0];
        }
        return reversed.append("1".repeat(zeros)).reverse().toString();
    }
}
