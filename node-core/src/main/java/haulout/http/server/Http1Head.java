// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The head of an HTTP/1.1 answer.
final class Http1Head {
    /// Enough for most.
    static final int TYPICAL_BYTES = 512;

    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http1Head() {}

    /// What tells a client to send its body.
    static ByteBuf goOn() {
        return Unpooled.wrappedBuffer(CONTINUE);
    }

    static void write(
            ByteBuf target,
            int status,
            Map<String, String> headers,
            String date,
            long length,
            boolean keepAlive) {
        StringBuilder text = new StringBuilder(TYPICAL_BYTES);
        text.append("HTTP/1.1 ").append(status).append(' ');
        text.append(HttpResponseStatus.valueOf(status).reasonPhrase()).append("\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("content-length: ").append(length).append("\r\n");
        text.append("date: ").append(date).append("\r\n");
        if (!keepAlive) {
            text.append("connection: close\r\n");
        }
        text.append("\r\n");
        // in one copy, where a sequence would be written character by character
        target.writeBytes(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
