// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.Base64Text;
import haulout.core.WireFormatException;
import java.util.Arrays;

/// The form of key files: one line of base64 over a byte that tells the kind and a 32-byte secret.
final class KeyFile {
    private static final int SECRET_BYTES = 32;

    private KeyFile() {}

    /// The secret, in a new array that the caller should clear.
    static byte[] secret(String what, String text, byte flag) throws WireFormatException {
        byte[] bytes = Base64Text.parseStandard(what, withoutLineEnd(text), 1 + SECRET_BYTES);
        try {
            if (bytes.length != 1 + SECRET_BYTES) {
                throw new WireFormatException(
                        what, 0, (1 + SECRET_BYTES) + " bytes", bytes.length + " bytes");
            }
            if (bytes[0] != flag) {
                throw new WireFormatException(
                        what, 0, "kind of key " + flag, "kind of key " + (bytes[0] & 0xFF));
            }
            return Arrays.copyOfRange(bytes, 1, bytes.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// The text for a secret, which is cleared.
    static String text(byte flag, byte[] secret) {
        byte[] bytes = new byte[1 + secret.length];
        bytes[0] = flag;
        System.arraycopy(secret, 0, bytes, 1, secret.length);
        try {
            return Base64Text.standard(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
