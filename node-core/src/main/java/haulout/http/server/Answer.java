// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent back. Whoever has one sends or closes it.
///
/// @param status HTTP status
/// @param headers besides those of the connection, by their names in lower case
/// @param body closed by whoever sends it
public record Answer(int status, Map<String, String> headers, BodySource body)
        implements AutoCloseable {
    private static final String CONTENT_TYPE = "content-type";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /// An answer without body and type.
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new Memory(new byte[0]));
    }

    /// A sentence for people.
    public static Answer text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes in memory.
    ///
    /// @param bytes ownership passes
    public static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), new Memory(bytes));
    }

    /// Bytes from elsewhere.
    public static Answer stream(int status, String contentType, BodySource body) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    /// The same with one more header.
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    @Override
    public void close() {
        body.close();
    }

    /// A body in memory.
    static final class Memory implements BodySource {
        private final byte[] bytes;
        private int position;

        Memory(byte[] bytes) {
            this.bytes = bytes;
        }

        /// All of them, whatever was read; not to be changed.
        byte[] bytes() {
            return bytes;
        }

        @Override
        public long byteCount() {
            return bytes.length;
        }

        @Override
        public int read(ByteBuffer target) {
            if (position == bytes.length) {
                return -1;
            }
            int count = Math.min(bytes.length - position, target.remaining());
            target.put(bytes, position, count);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
