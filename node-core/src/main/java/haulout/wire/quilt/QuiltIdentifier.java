// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsWriter;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Name of a file in a quilt: not empty, without control characters, without white space at its
/// end, and at most [#MAX_BYTES] long in UTF-8. Otherwise any text: a slash or dots mean nothing
/// here, so a name is not safe as a file name.
///
/// Ordered by the bytes of its UTF-8, which is not the order of `String`. Source: walrus-core
/// `encoding/quilt_encoding.rs`.
///
/// @param text the name
public record QuiltIdentifier(String text) implements Comparable<QuiltIdentifier> {
    /// Longest name in bytes of UTF-8: with its length in front it must fit a field of 65535 bytes.
    public static final int MAX_BYTES = 0xFFFF - 3;

    private static final String WHAT = "identifier of a file";

    /// @throws IllegalArgumentException if the text is no such name; [#parse] for text from outside
    public QuiltIdentifier {
        try {
            check(text);
        } catch (WireFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// The name that a text from outside is.
    ///
    /// @throws WireFormatException if it is none
    public static QuiltIdentifier parse(String text) throws WireFormatException {
        check(text);
        return new QuiltIdentifier(text);
    }

    private static void check(String text) throws WireFormatException {
        if (text.isEmpty()) {
            throw new WireFormatException(WHAT, 0, "at least 1 character", "none");
        }
        for (int at = 0; at < text.length(); at++) {
            if (Character.getType(text.charAt(at)) == Character.CONTROL) {
                throw new WireFormatException(
                        WHAT,
                        at,
                        "no control characters",
                        "U+%04X".formatted((int) text.charAt(at)));
            }
        }
        if (isWhiteSpace(text.charAt(text.length() - 1))) {
            throw new WireFormatException(
                    WHAT, text.length() - 1, "no white space at the end", "white space");
        }
        int bytes = utf8Bytes(text);
        if (bytes > MAX_BYTES) {
            throw new WireFormatException(
                    WHAT, 0, "at most " + MAX_BYTES + " bytes", bytes + " bytes");
        }
    }

    private static int utf8Bytes(String text) throws WireFormatException {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
        } catch (CharacterCodingException e) {
            throw new WireFormatException(
                    WHAT, 0, "text that has UTF-8", "half of a surrogate pair", e);
        }
    }

    /// White_Space of Unicode, beyond the control characters; the notion of Java leaves out some.
    private static boolean isWhiteSpace(char c) {
        return Character.isSpaceChar(c);
    }

    /// The name as a BCS string.
    byte[] field() {
        return new BcsWriter().string(text).toBytes();
    }

    /// By the bytes of the UTF-8, unsigned, which is the order of the code points.
    @Override
    public int compareTo(QuiltIdentifier other) {
        int common = Math.min(text.length(), other.text.length());
        for (int at = 0; at < common; at++) {
            char own = text.charAt(at);
            char others = other.text.charAt(at);
            if (own != others) {
                boolean beyond = Character.isSurrogate(own);
                // because pairs stand for what comes after all single characters
                return beyond == Character.isSurrogate(others)
                        ? Character.compare(own, others)
                        : Boolean.compare(beyond, !beyond);
            }
        }
        return Integer.compare(text.length(), other.text.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
