// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads values of simple types: numbers are Long or Double, text is String.
final class BusReader {
    // variants within variants; what is asked here has one
    private static final int MAX_DEPTH = 8;

    private final ByteBuffer in;
    private int depth;

    BusReader(ByteBuffer in) {
        this.in = in;
    }

    /// Reads values up to the first that is not simple.
    List<Object> values(String signature) throws IOException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < signature.length(); i++) {
            char type = signature.charAt(i);
            if ("ybnqiuxtdsogv".indexOf(type) < 0) {
                return values;
            }
            values.add(value(type));
        }
        return values;
    }

    Object variant() throws IOException {
        String type = signature();
        if (type.length() != 1 || ++depth > MAX_DEPTH) {
            throw new IOException("a value of type " + type + " is not read");
        }
        Object value = value(type.charAt(0));
        depth--;
        return value;
    }

    void align(int size) {
        in.position((in.position() + size - 1) / size * size);
    }

    private Object value(char type) throws IOException {
        return switch (type) {
            case 'y' -> (long) Byte.toUnsignedInt(in.get());
            case 'b' -> number(Integer.BYTES) != 0;
            case 'n', 'q' -> number(Short.BYTES);
            case 'i', 'u' -> number(Integer.BYTES);
            case 'x', 't' -> number(Long.BYTES);
            case 'd' -> Double.longBitsToDouble(number(Long.BYTES));
            case 's', 'o' -> text((int) number(Integer.BYTES));
            case 'g' -> signature();
            case 'v' -> variant();
            default -> throw new IOException("a value of type " + type + " is not read");
        };
    }

    private long number(int size) {
        align(size);
        return switch (size) {
            case Short.BYTES -> Short.toUnsignedInt(in.getShort());
            case Integer.BYTES -> Integer.toUnsignedLong(in.getInt());
            default -> in.getLong();
        };
    }

    private String signature() throws IOException {
        return text(Byte.toUnsignedInt(in.get()));
    }

    private String text(int length) throws IOException {
        if (length < 0 || length >= in.remaining()) {
            throw new IOException(
                    "text of %d bytes where %d are left".formatted(length, in.remaining()));
        }
        byte[] bytes = new byte[length];
        in.get(bytes).get();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
