// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.WireFormatException;
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

    /// Reads a text of exactly `exactBytes` bytes.
    ///
    /// @throws WireFormatException if the text is anything else
    static byte[] decode(String what, String text, int exactBytes) throws WireFormatException {
        // a digit carries more than 5.85 bits, a leading 1 a byte
        int maxChars = exactBytes * 8 / 5 + 1;
        if (text.length() > maxChars) {
            throw new WireFormatException(
                    what, 0, "at most " + maxChars + " characters", text.length() + "");
        }
        int zeros = 0;
        BigInteger value = BigInteger.ZERO;
        for (int at = 0; at < text.length(); at++) {
            int digit = ALPHABET.indexOf(text.charAt(at));
            if (digit < 0) {
                throw new WireFormatException(what, at, "a digit of base 58", "another character");
            }
            if (digit == 0 && value.signum() == 0) {
                zeros++;
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] number = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int from = number.length > 0 && number[0] == 0 ? 1 : 0;
        int length = number.length - from;
        if (zeros + length != exactBytes) {
            throw new WireFormatException(
                    what, 0, exactBytes + " bytes", (zeros + length) + " bytes");
        }
        byte[] bytes = new byte[exactBytes];
        System.arraycopy(number, from, bytes, zeros, length);
        return bytes;
    }
}
