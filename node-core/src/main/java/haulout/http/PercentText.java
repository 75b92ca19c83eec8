// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text with percent signs, as URLs carry it. A percent sign without two hex digits stands for
/// itself, as the reference node's libraries have it.
final class PercentText {
    private PercentText() {}

    /// A piece of a path.
    ///
    /// @throws BadRequestException if the bytes are no UTF-8
    static String ofPath(String raw) throws BadRequestException {
        if (isPlain(raw, false)) {
            return raw;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(raw, false)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("Invalid URL: a piece of the path is no UTF-8");
        }
    }

    /// A name or value of a query, in which a plus sign is a space. What is no UTF-8 becomes
    /// replacement characters.
    static String ofQuery(String raw) {
        return isPlain(raw, true) ? raw : new String(bytes(raw, true), StandardCharsets.UTF_8);
    }

    private static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c > 0x7E || (plusIsSpace && c == '+')) {
                return false;
            }
        }
        return true;
    }

    /// What was received one byte for each character stays bytes.
    private static byte[] bytes(String raw, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int high = c == '%' && i + 2 < raw.length() ? hex(raw.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : hex(raw.charAt(i + 2));
            if (low >= 0) {
                bytes.write(16 * high + low);
                i += 2;
            } else if (plusIsSpace && c == '+') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
