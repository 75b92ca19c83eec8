// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Bytes of messages, little-endian, of the version 1 of the protocol.
///
/// Source: D-Bus Specification 0.43, "Message Protocol" and "Marshaling (Wire Format)".
final class BusMessage {
    /// Longest message taken; answers to what is asked here have a few hundred bytes.
    static final int MAX_BYTES = 1 << 20;

    static final int FIXED_BYTES = 16;
    static final int CALL = 1;
    static final int RETURN = 2;
    static final int ERROR = 3;

    private static final int VERSION = 1;
    private static final int FIELD_PATH = 1;
    private static final int FIELD_INTERFACE = 2;
    private static final int FIELD_MEMBER = 3;
    private static final int FIELD_REPLY_SERIAL = 5;
    private static final int FIELD_DESTINATION = 6;
    private static final int FIELD_SIGNATURE = 8;
    private static final int ALIGN = 8;

    private BusMessage() {}

    /// A call with text or number arguments.
    ///
    /// @param call its arguments are String (`s`) or Integer (`u`)
    static ByteBuffer call(int serial, BusCall call) {
        ByteBuffer body = buffer(4096);
        StringBuilder signature = new StringBuilder();
        for (Object argument : call.arguments()) {
            if (argument instanceof Integer number) {
                signature.append('u');
                align(body, Integer.BYTES);
                body.putInt(number);
            } else {
                signature.append('s');
                text(body, String.valueOf(argument));
            }
        }
        ByteBuffer out = buffer(8192);
        out.put((byte) 'l').put((byte) CALL).put((byte) 0).put((byte) VERSION);
        out.putInt(body.position()).putInt(serial);
        int lengthAt = out.position();
        out.putInt(0);
        field(out, FIELD_PATH, "o", call.path());
        field(out, FIELD_INTERFACE, "s", call.face());
        field(out, FIELD_MEMBER, "s", call.member());
        if (!call.destination().isEmpty()) {
            field(out, FIELD_DESTINATION, "s", call.destination());
        }
        if (!signature.isEmpty()) {
            align(out, ALIGN);
            out.put((byte) FIELD_SIGNATURE);
            signature(out, "g");
            signature(out, signature.toString());
        }
        out.putInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
        align(out, ALIGN);
        out.put(body.flip());
        return out.flip();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void field(ByteBuffer out, int code, String type, String value) {
        align(out, ALIGN);
        out.put((byte) code);
        signature(out, type);
        text(out, value);
    }

    private static void signature(ByteBuffer out, String types) {
        out.put((byte) types.length());
        out.put(types.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    private static void text(ByteBuffer out, String value) {
        align(out, Integer.BYTES);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes).put((byte) 0);
    }

    private static void align(ByteBuffer out, int size) {
        while (out.position() % size != 0) {
            out.put((byte) 0);
        }
    }

    /// Length of a whole message by its first 16 bytes.
    static int length(ByteBuffer head) throws IOException {
        if (head.get(0) != 'l') {
            throw new IOException("the bus answers in another byte order");
        }
        long fields = Integer.toUnsignedLong(head.getInt(12));
        long body = Integer.toUnsignedLong(head.getInt(4));
        long length = FIXED_BYTES + (fields + ALIGN - 1) / ALIGN * ALIGN + body;
        if (length > MAX_BYTES) {
            throw new IOException("message of %d bytes, at most %d".formatted(length, MAX_BYTES));
        }
        return (int) length;
    }

    /// What a message answers, and with what.
    ///
    /// @param type [#RETURN], [#ERROR] or another
    /// @param serial of the call; 0 if it answers none
    /// @param values of simple types; others are left out
    record Answer(int type, int serial, List<Object> values) {
        Answer {
            values = List.copyOf(values);
        }
    }

    /// Reads a whole message.
    static Answer parse(ByteBuffer message) throws IOException {
        try {
            BusReader in = new BusReader(message);
            int type = message.get(1);
            int fieldsEnd = FIXED_BYTES + message.getInt(12);
            message.position(FIXED_BYTES);
            int serial = 0;
            String signature = "";
            while (message.position() < fieldsEnd) {
                in.align(ALIGN);
                int code = message.get();
                Object value = in.variant();
                if (code == FIELD_REPLY_SERIAL && value instanceof Long number) {
                    serial = number.intValue();
                } else if (code == FIELD_SIGNATURE) {
                    signature = String.valueOf(value);
                }
            }
            in.align(ALIGN);
            return new Answer(type, serial, in.values(signature));
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("a message of the bus ends too early", e);
        }
    }
}
