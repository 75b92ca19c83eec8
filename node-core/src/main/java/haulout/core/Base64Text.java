// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.util.Arrays;
import java.util.Base64;

/// Base64 with exactly one accepted text for every sequence of bytes.
///
/// The decoders of the JDK accept missing padding and non-zero unused bits; here such text is
/// refused, so that whoever compares texts and whoever compares bytes agree.
public final class Base64Text {
    private Base64Text() {}

    /// Standard alphabet, padded, without line breaks.
    public static String standard(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// URL-safe alphabet, not padded.
    public static String urlSafe(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Bytes of a text in the standard alphabet, padded.
    ///
    /// @param what for the message of the exception
    /// @param maxBytes most bytes that the caller takes; longer text is refused before it is
    ///   decoded
    /// @throws WireFormatException if [#standard] does not write the text like this, or it is too
    ///   long
    public static byte[] parseStandard(String what, String text, int maxBytes)
            throws WireFormatException {
        long maxChars = 4 * Math.ceilDiv((long) maxBytes, 3L);
        checkLength(what, text, maxChars);
        byte[] bytes = decode(what, text, Base64.getDecoder());
        return checked(what, text, standard(bytes), bytes, maxBytes);
    }

    /// Bytes of a text in the URL-safe alphabet, not padded.
    ///
    /// @param what for the message of the exception
    /// @param exactBytes how many bytes it must be
    /// @throws WireFormatException if [#urlSafe] does not write the text like this, or the length
    ///   is another
    public static byte[] parseUrlSafe(String what, String text, int exactBytes)
            throws WireFormatException {
        int exactChars = Math.ceilDiv(exactBytes * 4, 3);
        if (text.length() != exactChars) {
            throw new WireFormatException(
                    what, 0, exactChars + " characters", text.length() + " characters");
        }
        byte[] bytes = decode(what, text, Base64.getUrlDecoder());
        return checked(what, text, urlSafe(bytes), bytes, exactBytes);
    }

    private static void checkLength(String what, String text, long maxChars)
            throws WireFormatException {
        if (text.length() > maxChars) {
            throw new WireFormatException(
                    what, 0, "at most " + maxChars + " characters", text.length() + " characters");
        }
    }

    private static byte[] decode(String what, String text, Base64.Decoder decoder)
            throws WireFormatException {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(what, 0, "base64", "other characters or length", e);
        }
    }

    private static byte[] checked(
            String what, String text, String canonical, byte[] bytes, int maxBytes)
            throws WireFormatException {
        if (bytes.length > maxBytes) {
            throw new WireFormatException(
                    what, 0, "at most " + maxBytes + " bytes", bytes.length + " bytes");
        }
        if (!canonical.equals(text)) {
            int difference = Arrays.mismatch(canonical.toCharArray(), text.toCharArray());
            throw new WireFormatException(
                    what, difference, "canonical base64", "another spelling of the same bytes");
        }
        return bytes;
    }
}
