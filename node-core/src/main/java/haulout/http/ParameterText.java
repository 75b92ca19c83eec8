// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import java.util.Locale;
import java.util.Optional;

/// Values in paths and queries.
final class ParameterText {
    private static final int MAX_U16_DIGITS = 5;
    private static final int MAX_U64_DIGITS = 20;

    private ParameterText() {}

    static BlobId blobId(String text) throws BadRequestException {
        try {
            return BlobId.parse(text);
        } catch (WireFormatException e) {
            throw inPath("blob ID: " + e.expected() + " expected");
        }
    }

    /// `0x` and up to 64 hex digits of either case; missing ones in front are zeros, as ledgers
    /// print them.
    static ObjectId objectId(String text) throws BadRequestException {
        int digits = text.length() - 2;
        if (digits < 1 || digits > 2 * ObjectId.BYTES || !text.startsWith("0x")) {
            throw inPath("object ID: 0x and up to 64 hex digits expected");
        }
        String full =
                "0x"
                        + "0".repeat(2 * ObjectId.BYTES - digits)
                        + text.substring(2).toLowerCase(Locale.ROOT);
        try {
            return ObjectId.parse(full);
        } catch (WireFormatException e) {
            throw inPath("object ID: " + e.expected() + " expected");
        }
    }

    static int pair(String text) throws BadRequestException {
        return u16(text)
                .orElseThrow(() -> inPath("sliver pair index: a number up to 65535 expected"));
    }

    static Axis pathAxis(String text) throws BadRequestException {
        return axis(text)
                .orElseThrow(() -> inPath("sliver type: `primary` or `secondary` expected"));
    }

    static Optional<Axis> axis(String text) {
        return switch (text) {
            case "primary" -> Optional.of(Axis.PRIMARY);
            case "secondary" -> Optional.of(Axis.SECONDARY);
            default -> Optional.empty();
        };
    }

    /// A decimal number up to 65535, without sign.
    static Optional<Integer> u16(String text) {
        if (text.length() > MAX_U16_DIGITS || !isDigits(text)) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value > 0xFFFF ? Optional.empty() : Optional.of(value);
    }

    /// A decimal number of 64 bits, without sign; at most `cap`, however large it is.
    static Optional<Long> u64(String text, long cap) {
        if (text.length() > MAX_U64_DIGITS || !isDigits(text)) {
            return Optional.empty();
        }
        java.math.BigInteger value = new java.math.BigInteger(text);
        if (value.bitLength() > Long.SIZE) {
            return Optional.empty();
        }
        return Optional.of(value.min(java.math.BigInteger.valueOf(cap)).longValueExact());
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static BadRequestException inPath(String what) {
        return new BadRequestException("Invalid URL: " + what);
    }
}
