// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.util.HexFormat;

/// Text form of the 32-byte addresses of the ledger: `0x` and 64 lower-case hex digits.
final class HexAddress {
    private static final int CHARS = 2 + 2 * Hash32.BYTES;

    private HexAddress() {}

    static Hash32 parse(String what, String text) throws WireFormatException {
        if (text.length() != CHARS) {
            throw new WireFormatException(
                    what, 0, CHARS + " characters", text.length() + " characters");
        }
        if (!text.startsWith("0x")) {
            throw new WireFormatException(what, 0, "0x in front", "other characters");
        }
        for (int at = 2; at < CHARS; at++) {
            char c = text.charAt(at);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new WireFormatException(
                        what, at, "a lower-case hex digit", "another character");
            }
        }
        return Hash32.of(HexFormat.of().parseHex(text, 2, CHARS));
    }

    static String text(Hash32 value) {
        return "0x" + value;
    }
}
