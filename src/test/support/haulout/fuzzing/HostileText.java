// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing;

import java.nio.charset.StandardCharsets;

/// Text made of mutated bytes: bytes below E0 are the characters of Latin-1, the others are
/// characters that parsers of text stumble over.
public final class HostileText {
    /// Digits that are none of ASCII's, letters that change their length with their case, halves of
    /// surrogate pairs, spaces, marks without width, and what looks like a letter or a dash.
    private static final char[] SPECIAL = {
        '\u0660', '\u0966', '\uFF10', '\uFF19', '\uFF21', '\uFF41', '\u0130', '\u0131',
        '\u017F', '\u212A', '\u00DF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\u2028',
        '\u2029', '\u00A0', '\u3000', '\u2007', '\u200B', '\uFEFF', '\uFFFE', '\uFFFF',
        '\u0000', '\u0085', '\u0430', '\u2010', '\u2212', '\u0301', '\uE000', '\u1680'
    };

    private static final int FIRST_SPECIAL = 0xE0;

    private HostileText() {}

    /// The text for bytes; one character for each.
    public static String of(byte[] bytes) {
        char[] text = new char[bytes.length];
        for (int i = 0; i < text.length; i++) {
            int value = bytes[i] & 0xFF;
            text[i] = value < FIRST_SPECIAL ? (char) value : SPECIAL[value - FIRST_SPECIAL];
        }
        return new String(text);
    }

    /// The bytes for a text of ASCII.
    public static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
